package dev.dokployprovider.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person at a shell, whose DevPod has the provider and a machine. */
class DoctorScenario {
  @TempDir Path home;

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = {"0.22.7", "0.30.2"})
  void the_doctor_finds_the_server_and_the_machine_as_devpod_has_them(String version)
      throws IOException {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, home.resolve("dokploy"))) {
      var machine = madeByDevPod(dokploy);
      machine.must("create");
      var changes =
          dokploy.trafficOf(() -> {
            var well = machine.inShell(shell(), "doctor", "web");
            assertThat(well.exitCode()).as(well.transcript()).isZero();
            assertThat(well.out())
                .contains("options: dokploy-dev of devpod (context default)")
                .contains("✓ dokploy     Dokploy " + version, "✓ token", "✓ permissions")
                .contains("✓ record", "✓ service", "✓ deployment", "✓ container   running")
                .contains("✓ ssh         answers")
                .doesNotContain("✗", machine.environment().get("DOKPLOY_API_TOKEN"));
          });
      assertThat(changes.keySet())
          .isNotEmpty()
          .noneMatch(
              call -> call.matches(".*\\.(create|update|deploy|delete|remove|stop|start).*"));
      assertThat(machine.inShell(shell(), "status", "web").out()).isEqualTo("Running\n");

      machine.must("stop");
      var stopped = machine.inShell(shell(), "doctor", "web");
      assertThat(stopped.exitCode()).as(stopped.transcript()).isEqualTo(1);
      assertThat(stopped.out())
          .contains("✗ container   The machine web is stopped.", "- ssh         needs: container")
          .contains("> devpod machine start web");

      var wrong = new HashMap<>(shell());
      wrong.put("DOKPLOY_API_TOKEN", "not-a-key-of-this-server");
      var refused = machine.inShell(wrong, "doctor");
      assertThat(refused.exitCode()).as(refused.transcript()).isEqualTo(1);
      assertThat(refused.out())
          .contains("✓ dokploy     answers", "✗ token", "- permissions needs: token")
          .doesNotContain("not-a-key-of-this-server");
    }
  }

  private Machine madeByDevPod(Emulator dokploy) throws IOException {
    Path devpod = Files.createDirectories(home.resolve(".devpod"));
    String options =
        dokploy.options().entrySet().stream()
            .map(one ->
                "          %s:\n            value: \"%s\"".formatted(one.getKey(), one.getValue()))
            .collect(Collectors.joining("\n"));
    Files.writeString(
        devpod.resolve("config.yaml"),
        """
        contexts:
          default:
            defaultProvider: dokploy-dev
            providers:
              dokploy-dev:
                options:
        """
            + options
            + "\n");
    Path folder = Files.createDirectories(devpod.resolve("contexts/default/machines/web"));
    Files.writeString(
        folder.resolve("machine.json"), "{\"id\":\"web\",\"provider\":{\"name\":\"dokploy-dev\"}}");
    return Machine.of(dokploy, "web", home)
        .with("MACHINE_FOLDER", folder.toString())
        .with("HOME", home.toString());
  }

  /** What the shell of a person has. */
  private Map<String, String> shell() {
    var variables = new HashMap<>(Engine.plainEnvironment());
    variables.put("HOME", home.toString());
    variables.put("XDG_DATA_HOME", home.resolve("data").toString());
    return variables;
  }
}
