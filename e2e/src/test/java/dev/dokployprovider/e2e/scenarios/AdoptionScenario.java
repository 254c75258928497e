package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that is there already is adopted by its owner only. */
@Tag("lifecycle")
class AdoptionScenario {
  private static final Set<String> READS =
      Set.of(
          "project.one",
          "project.search",
          "compose.one",
          "settings.getDokployVersion",
          "docker.getContainersByAppNameMatch",
          "docker.getConfig",
          "deployment.queueList",
          "settings.getIp");

  private final Path folder;
  @AutoClose private final Emulator dokploy;

  AdoptionScenario(@TempDir Path folder) {
    this.folder = folder;
    this.dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"));
  }

  @Test
  void create_run_twice_is_one_machine_and_the_second_writes_nothing() {
    var machine = Machine.of(dokploy, "twice", folder);
    machine.must("create");
    machine.answer("echo mine > \"$HOME/who\"");
    dokploy.post("/emulator/calls/reset", Map.of());

    machine.must("create");

    assertThat(calls()).isSubsetOf(READS);
    assertThat(machine.answer("cat \"$HOME/who\"")).isEqualTo("mine");
    assertThat(dokploy.serviceNames()).containsExactly("twice");
    machine.must("delete");
  }

  @Test
  void a_machine_whose_private_key_is_lost_gets_new_ones_and_keeps_its_volumes()
      throws IOException {
    var machine = Machine.of(dokploy, "keyless", folder);
    machine.must("create");
    machine.answer("echo mine > \"$HOME/who\"");
    Files.delete(machine.folder().resolve("id_ed25519"));
    machine.must("create");
    assertThat(machine.answer("cat \"$HOME/who\"")).isEqualTo("mine");
    assertThat(dokploy.serviceNames()).containsExactly("keyless");
    machine.must("delete");
  }

  @Test
  void a_half_made_machine_is_finished() {
    var machine = Machine.of(dokploy, "half", folder);
    machine.must("create");
    machine.must("delete");
    var project = dokploy.get("/api/project.all").items().getFirst();
    String environment = project.at("environments").items().getFirst().text("environmentId");
    // What a create leaves that was killed after its first write.
    dokploy.post(
        "/api/compose.create",
        Map.of(
            "name",
            "half",
            "appName",
            "devpod-half",
            "environmentId",
            environment,
            "description",
            "DevPod machine half (owner %s, recipe 0)".formatted(owner())));

    machine.must("create");

    assertThat(dokploy.serviceNames()).containsExactly("half");
    assertThat(machine.answer("echo up")).isEqualTo("up");
    machine.must("delete");
  }

  private String owner() {
    try {
      return Files.readString(folder.resolve("data/dokploy-provider/owner-id")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<String> calls() {
    return dokploy.get("/emulator/calls").names();
  }
}
