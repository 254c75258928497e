package dev.dokployprovider.e2e.scenarios;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Answer;
import dev.dokployprovider.e2e.support.Docker;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDocker;
import dev.dokployprovider.e2e.support.NodePackage;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import dev.dokployprovider.e2e.support.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

/**
 * The official program for dev containers, which knows nothing of this provider, brings them up on
 * a machine's Docker. It reaches it as any Docker client does, by {@code ssh://machine}, with the
 * SSH configuration that the provider wrote for the machine.
 */
@Tag("lifecycle")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsDocker
class DevcontainersScenario {
  private static final String IMAGE = "debian:bookworm";
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private @Nullable Path folder;
  private @Nullable Path program;
  private @Nullable Emulator dokploy;
  private @Nullable Machine machine;
  private @Nullable Docker docker;

  @BeforeAll
  void make(@TempDir Path folder) throws IOException {
    Engine.DOCKER.required();
    this.folder = folder;
    program = NodePackage.installed("devcontainers").resolve("@devcontainers/cli/devcontainer.js");
    dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"));
    machine = Machine.of(dokploy, "devcontainers-" + ProcessHandle.current().pid(), folder);
    machine().must("create");
    docker = new Docker(Map.of("DOCKER_HOST", "ssh://machine", "PATH", pathWithSsh()));
    docker().load(IMAGE);
  }

  @AfterAll
  void remove() {
    if (dokploy != null) {
      dokploy.close();
    }
  }

  /** What a user has with a line {@code Include .../ssh_config} in {@code ~/.ssh/config}. */
  private String pathWithSsh() throws IOException {
    Path programs = Files.createDirectories(requireNonNull(folder).resolve("programs"));
    Script.write(
        programs.resolve("ssh"),
        "PATH=${PATH#*:} exec ssh -F '" + machine().folder().resolve("ssh_config") + "' \"$@\"");
    return programs + ":" + System.getenv("PATH");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"image, an image", "dockerfile, a Dockerfile", "compose, a compose file"})
  void a_dev_container_comes_up_on_the_machine(String project, String result) throws IOException {
    Path there = copyToMachine(project);

    var up = devcontainer("up", there);
    assertThat(up.exitCode()).as(up.transcript()).isZero();
    var said = new Answer(JSON.std.anyFrom(up.out().strip()));
    assertThat(said.text("outcome")).isEqualTo("success");
    assertThat(docker().must("ps", "--quiet", "--no-trunc"))
        .as("what the machine's own Docker runs")
        .contains(said.text("containerId"));

    var exec = devcontainer("exec", there, "sh", "-c", "cat result; pwd; exit 44");
    assertThat(exec.out()).isEqualTo(result + "\n/workspaces/" + project + "\n");
    assertThat(exec.exitCode()).isEqualTo(44);
    assertThat(machine().answer("cat '" + there + "/result'"))
        .as("what it wrote into the project is on the machine")
        .isEqualTo(result);
  }

  /** At the same path here and there: the program tells Docker the path that it has here. */
  private Path copyToMachine(String project) throws IOException {
    Path here = requireNonNull(folder).resolve(project);
    Path config = Files.createDirectories(here.resolve(".devcontainer"));
    Path source =
        Programs.root().resolve("e2e/devcontainers").resolve(project).resolve(".devcontainer");
    machine().answer("mkdir -p '" + config + "'");
    try (var files = Files.list(source)) {
      for (Path file : files.toList()) {
        Path copy = Files.copy(file, config.resolve(file.getFileName().toString()));
        machine().command("cat >'" + copy + "'", Files.readString(copy));
      }
    }
    return here;
  }

  private Run devcontainer(String verb, Path project, String... more) {
    var command =
        new ArrayList<>(
            List.of(
                "node",
                requireNonNull(program).toString(),
                verb,
                "--workspace-folder",
                project.toString()));
    command.addAll(List.of(more));
    var environment = new HashMap<>(Engine.plainEnvironment());
    environment.putAll(docker().environment());
    return Run.of(command, environment, "", LIMIT);
  }

  private Machine machine() {
    return requireNonNull(machine);
  }

  private Docker docker() {
    return requireNonNull(docker);
  }
}
