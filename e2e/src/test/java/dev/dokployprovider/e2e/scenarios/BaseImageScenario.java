package dev.dokployprovider.e2e.scenarios;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Docker;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDockerImages;
import dev.dokployprovider.e2e.support.Registry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine stays on the base image of its first build, for as long as that is available. */
@Tag("lifecycle")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsDockerImages
class BaseImageScenario {
  private static final String NEWER = "FROM debian:bookworm\nRUN echo newer >/etc/newer\n";

  private final Docker docker = Docker.here();
  private @Nullable Registry started;

  @BeforeAll
  void start() {
    Engine.DOCKER.required();
    started = Registry.start(Optional.empty());
  }

  @AfterAll
  void stop() {
    if (started != null) {
      started.close();
    }
  }

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = "0.30.2")
  void a_recreated_machine_is_built_on_the_base_that_it_had(String version, @TempDir Path folder) {
    var registry = requireNonNull(started);
    try (var dokploy = Emulator.start(Engine.DOCKER, version, folder.resolve("dokploy"))) {
      String image = registry.push("base:1", "FROM debian:bookworm\n", folder);
      var machine =
          Machine.of(dokploy, "based-" + version.replace('.', '-'), folder)
              .with("DOKPLOY_MACHINE_IMAGE", image)
              .with("DOKPLOY_MACHINE_DOCKER", "none");
      assertThat(machine.must("create").err()).doesNotContain("recreated");
      String base = base(machine);
      assertThat(base).startsWith(image + "@sha256:");
      machine.answer("echo kept >/root/kept; echo lost >/etc/lost");

      registry.push("base:1", NEWER, folder);
      cleanUp(machine);
      assertThat(machine.must("describe").out()).contains("Its container was removed");
      assertThat(machine.must("start").err()).containsOnlyOnce("recreated");

      assertThat(machine.answer("ls /etc/newer /etc/lost /root/kept 2>/dev/null || true"))
          .isEqualTo("/root/kept");
      assertThat(base(machine)).isEqualTo(base);

      putBase(dokploy, machine, image + "@sha256:" + "b".repeat(64));
      cleanUp(machine);
      assertThat(machine.must("start").err())
          .contains("The base image of this machine is not available any more; taking ");

      assertThat(machine.answer("ls /etc/newer /root/kept")).isEqualTo("/etc/newer\n/root/kept");
      assertThat(base(machine)).startsWith(image + "@sha256:").isNotEqualTo(base);
      machine.must("delete");
    }
  }

  private static String base(Machine machine) {
    return machine
        .must("describe")
        .out()
        .lines()
        .filter(line -> line.startsWith("base image"))
        .map(line -> line.substring("base image".length()).strip())
        .findFirst()
        .orElse("");
  }

  /** What Dokploy does every night to a stopped machine, to this one alone. */
  private void cleanUp(Machine machine) {
    machine.must("stop");
    String image = docker.inspect(machine, "{{.Image}}");
    docker.must("rm", docker.containerOf(machine));
    docker.must("rmi", image);
  }

  /** Another digest in the service's compose file, which no registry has. */
  private static void putBase(Emulator dokploy, Machine machine, String base) {
    String file = dokploy.service(machine).text("composeFile");
    dokploy.post(
        "/api/compose.update",
        Map.of(
            "composeId",
            machine.composeId(),
            "composeFile",
            file.replaceAll("127\\.0\\.0\\.1:\\d+/base:1@sha256:[0-9a-f]{64}", base)));
  }
}
