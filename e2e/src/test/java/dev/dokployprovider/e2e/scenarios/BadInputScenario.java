package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an invalid value is told as by the installed program, and that it leaves nothing on the
 * server. All kinds of values are in the provider's own BadInputTest and InvalidOptionsTest.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputScenario {
  private static final int LOCAL = 3;
  private static final int ACCESS = 5;

  private final Path folder;
  private final Emulator dokploy;

  BadInputScenario(@TempDir Path folder) {
    this.folder = folder;
    this.dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"));
  }

  @AfterEach
  void nothing_is_on_the_server() {
    assertThat(dokploy.get("/api/project.all")).hasToString("[]");
  }

  @AfterAll
  void stop() {
    dokploy.close();
  }

  @Test
  void a_wrong_token_is_named_and_not_shown() {
    var create = machine().with("DOKPLOY_API_TOKEN", "wrong-token-value").verb("create");
    assertThat(create.exitCode()).as(create.transcript()).isEqualTo(ACCESS);
    assertThat(create.err()).contains("DOKPLOY_API_TOKEN").doesNotContain("wrong-token-value");
  }

  @Test
  void a_member_without_permission_is_told_so() {
    var member =
        dokploy.post(
            "/emulator/member", Map.of("email", "member@example.com", "permissions", List.of()));
    refused(
        machine().with("DOKPLOY_API_TOKEN", member.text("key")),
        ACCESS,
        "may not do what a machine needs");
  }

  @Test
  void a_computer_without_openssh_is_told_what_to_install() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String program : new String[] {"sh", "date", "ls", "mkdir", "readlink"}) {
      Path link = bin.resolve(program);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, Path.of("/bin", program));
      }
    }
    refused(machine().with("PATH", bin.toString()), LOCAL, "\"ssh\" is not on PATH");
  }

  private Machine machine() {
    return Machine.of(dokploy, "bad", folder);
  }

  private static void refused(Machine machine, int exitCode, String words) {
    var create = machine.verb("create");
    assertThat(create.exitCode()).as(create.transcript()).isEqualTo(exitCode);
    assertThat(create.err()).contains(words);
    assertThat(create.out()).isEmpty();
  }
}
