package dev.dokployprovider.e2e.scenarios;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Belongings;
import dev.dokployprovider.e2e.support.Docker;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDockerImages;
import dev.dokployprovider.e2e.support.NestedEngine;
import dev.dokployprovider.e2e.support.Waiting;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What befalls a whole server, on an engine of its own. Each test begins with a machine that is up
 * or stopped, whatever the one before left.
 */
@Tag("lifecycle")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsDockerImages
class WholeServerScenario {
  private static final String BASE = "cruizba/ubuntu-dind:latest";

  private @Nullable NestedEngine nested;
  private @Nullable Emulator dokploy;
  private @Nullable Machine machine;
  private @Nullable Belongings belongings;

  @BeforeAll
  void make(@TempDir Path folder) {
    Engine.DOCKER.required();
    nested = NestedEngine.start(BASE, folder.resolve("engine"));
    nested.docker().load(BASE);
    // In place of a registry, from which the base could be pulled again: a prune spares what is in
    // use.
    docker()
        .must("run", "--detach", "--restart", "always", "--entrypoint", "sleep", BASE, "1000000");
    dokploy =
        Emulator.startProgram(
            docker().environment(), Engine.DOCKER, "0.30.2", folder.resolve("dokploy"));
    machine =
        Machine.of(dokploy, "restarted", folder)
            .with("DOKPLOY_MACHINE_VOLUMES", Belongings.OWN_VOLUME)
            .with("DOKPLOY_SSH_HOST", nested.address());
    machine().must("create");
    belongings = Belongings.leaveOn(machine());
  }

  @AfterAll
  void remove() {
    if (dokploy != null) {
      dokploy.close();
    }
    if (nested != null) {
      nested.close();
    }
  }

  @ParameterizedTest(name = "SIG{0}")
  @ValueSource(strings = {"TERM", "KILL"})
  void after_a_restart_of_the_docker_daemon_the_machine_is_stopped_and_all_there(String signal) {
    machine().must("start");
    String container = docker().containerOf(machine());

    requireNonNull(nested).restart(signal);

    Waiting.until("it is stopped", () -> machine().status().equals("Stopped"));
    assertThat(docker().inspect(machine(), "{{.State.ExitCode}}")).isEqualTo("0");
    machine().must("start");
    assertThat(docker().containerOf(machine())).isEqualTo(container);
    assertThat(belongings().now()).isEqualTo(belongings().before());
  }

  @Test
  void a_machine_that_is_to_come_back_does_and_a_stopped_one_of_that_kind_stays_stopped() {
    var always = machine().with("DOKPLOY_MACHINE_RESTART", "unless-stopped");
    always.must("stop");
    always.must("start");

    requireNonNull(nested).restart("TERM");

    Waiting.until("it runs again", () -> always.status().equals("Running"));
    // It is there before Docker on it is, and no "start" has waited for both.
    always.answer("devpod-machine wait-docker 120");
    assertThat(belongings().now()).isEqualTo(belongings().before());
    assertThat(always.command("devpod-machine shutdown").exitCode()).isZero();
    assertThat(always.answer("echo up")).isEqualTo("up");

    always.must("stop");
    requireNonNull(nested).restart("TERM");

    assertThat(docker().inspect(always, "{{.State.Status}}")).isEqualTo("exited");
    assertThat(always.status()).isEqualTo("Stopped");
  }

  @Test
  void the_nightly_cleanup_leaves_the_volumes_of_a_stopped_machine() {
    machine().must("start");
    machine().must("stop");

    String image = docker().inspect(machine(), "{{.Image}}");
    cleanUp();
    assertThat(docker().containerOf(machine())).isEmpty();
    assertThat(docker().run("image", "inspect", image).exitCode()).isNotZero();
    machine().must("start");

    assertThat(belongings().now()).isEqualTo(belongings().before());
    assertThat(belongings().isOutsideThere()).isFalse();
  }

  /** The build cache is gone then, but not what a running machine's image is made of. */
  @Test
  void after_the_nightly_cleanup_a_new_machine_has_its_layers_from_a_running_one() {
    machine().must("start");
    cleanUp();

    var second =
        machine()
            .with("MACHINE_ID", "second")
            .with("MACHINE_FOLDER", machine().folder().resolveSibling("second").toString());
    second.must("create");

    assertThat(layers(second)).isEqualTo(layers(machine()));
    assertThat(second.answer("hostname")).isNotEqualTo(machine().answer("hostname"));
    second.must("delete");
  }

  /** In Dokploy's own words (docs/reference/dokploy.md §6.8), of the whole engine. */
  private void cleanUp() {
    for (String words :
        List.of(
            "container prune --force",
            "image prune --all --force",
            "builder prune --all --force",
            "system prune --all --force")) {
      docker().must(words.split(" ", -1));
    }
  }

  /** By their checksums: a layer that is built once more has another. */
  private String layers(Machine machine) {
    return docker()
        .must("inspect", "--format", "{{.RootFS.Layers}}", docker().inspect(machine, "{{.Image}}"));
  }

  private Docker docker() {
    return requireNonNull(nested).docker();
  }

  private Machine machine() {
    return requireNonNull(machine);
  }

  private Belongings belongings() {
    return requireNonNull(belongings);
  }
}
