package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine that can't be made says why, and leaves nothing behind. */
@Tag("lifecycle")
@NeedsDocker
class FailedCreateScenario {
  private static final String NO_SUCH_IMAGE = "localhost:1/no/such-image:never";

  @TempDir Path folder;

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = {"0.22.7", "0.30.2"})
  void an_image_that_is_not_available_fails_create_with_dockers_words(String version)
      throws IOException {
    Engine.DOCKER.required();
    try (var dokploy = Emulator.start(Engine.DOCKER, version, folder.resolve("dokploy"))) {
      String name = "broken-" + ProcessHandle.current().pid();
      var machine = Machine.of(dokploy, name, folder).with("DOKPLOY_MACHINE_IMAGE", NO_SUCH_IMAGE);

      var create = machine.verb("create");

      assertThat(create.exitCode()).as(create.transcript()).isEqualTo(6);
      assertThat(create.err())
          .contains("The deployment of the machine failed")
          .contains("no/such-image")
          .contains("What was made is removed again.")
          .doesNotContain("on Dokploy's page, at the service");
      assertThat(keptLogs(folder.resolve("data/dokploy-provider/logs")))
          .hasSize(1)
          .first()
          .asString()
          .contains(name);
      assertThat(dokploy.get("/api/project.all").toString())
          .as("services that are left")
          .doesNotContain(name);
      assertThat(machine.status()).isEqualTo("NotFound");
      assertThat(Engine.docker("ps", "-a", "--format", "{{.Names}}").out())
          .doesNotContain("devpod-" + name + "-");
    }
  }

  private static List<Path> keptLogs(Path logs) throws IOException {
    try (var files = Files.list(logs)) {
      return files.toList();
    }
  }
}
