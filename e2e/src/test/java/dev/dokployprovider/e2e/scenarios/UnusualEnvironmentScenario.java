package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls from an environment that few have. */
class UnusualEnvironmentScenario {
  private static final List<String> VERBS =
      List.of("init", "create", "stop", "start", "describe", "delete");

  @TempDir Path folder;

  @Test
  void odd_folders_closed_streams_and_a_computer_without_ssh() throws IOException {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      Path home = Files.createDirectories(folder.resolve("100% mine's \"%h\" %d"));
      Path real = Files.createDirectories(folder.resolve("real"));
      Path link = Files.createSymbolicLink(folder.resolve("a link %h"), real);
      var machine =
          Machine.of(dokploy, "odd", link)
              .with("HOME", home.toString())
              .with("XDG_DATA_HOME", home.resolve("data").toString())
              .with("TMPDIR", folder.resolve("no such folder").toString());

      withoutSsh(machine, "create");
      machine.must("create");
      assertThat(machine.status()).isEqualTo("Running");
      assertThat(machine.command("cat", "input").out()).isEqualTo("input");
      VERBS.forEach(verb -> withoutSsh(machine, verb));
      assertThat(machine.status()).isEqualTo("Running");
      machine.must("stop");
      machine.with("DOKPLOY_LIVE_CONNECTION", "never").must("start");
      assertThat(countInput(machine)).as("the input of a command that has none").isEqualTo("0\n");
      machine.must("delete");
    }
  }

  private void withoutSsh(Machine machine, String verb) {
    var run = machine.with("PATH", folder.toString()).verb(verb);
    assertThat(run.exitCode()).as(run.transcript()).isEqualTo(3);
    assertThat(run.err()).contains("The program \"ssh\" is not on PATH.");
  }

  private static String countInput(Machine machine) {
    var environment = new HashMap<>(machine.environment());
    environment.put("DOKPLOY_LIVE_CONNECTION", "never");
    environment.put("COMMAND", "wc -c");
    var run =
        Run.of(
            List.of("sh", "-c", "exec \"$0\" command <&-", Programs.provider().toString()),
            environment,
            "",
            Duration.ofMinutes(1));
    assertThat(run.exitCode()).as(run.transcript()).isZero();
    return run.out();
  }
}
