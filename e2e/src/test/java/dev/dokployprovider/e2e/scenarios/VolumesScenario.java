package dev.dokployprovider.e2e.scenarios;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Belongings;
import dev.dokployprovider.e2e.support.Docker;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDocker;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import dev.dokployprovider.e2e.support.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is on the volumes is the same after whatever befalls a machine; what lies outside of them
 * lasts as long as the container. Each test leaves the machine running.
 */
@Tag("lifecycle")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsDocker
class VolumesScenario {
  private final Docker docker = Docker.here();
  private @Nullable Emulator dokploy;
  private @Nullable Machine machine;
  private @Nullable Belongings belongings;

  @BeforeAll
  void make(@TempDir Path folder) {
    Engine.DOCKER.required();
    dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"));
    machine =
        Machine.of(dokploy, "kept-" + ProcessHandle.current().pid(), folder)
            .with("DOKPLOY_MACHINE_VOLUMES", Belongings.OWN_VOLUME);
    machine().must("create");
    belongings = Belongings.leaveOn(machine());
  }

  @AfterAll
  void remove() {
    if (dokploy != null) {
      dokploy.close();
    }
  }

  @Test
  void after_a_stop_and_a_start_it_is_the_same_container() {
    belongings().putOutside();
    String container = docker.containerOf(machine());

    machine().must("stop");
    assertThat(machine().status()).isEqualTo("Stopped");
    assertThat(ending()).as("sshd, dockerd and PID 1 ended in time").isEqualTo("exited 0");
    machine().must("start");

    assertThat(belongings().now()).isEqualTo(belongings().before());
    assertThat(docker.containerOf(machine())).isEqualTo(container);
    assertThat(belongings().isOutsideThere()).isTrue();
  }

  @Test
  void an_image_rebuilt_by_a_newer_recipe_recreates_only_what_lies_outside() {
    belongings().putOutside();
    String container = docker.containerOf(machine());
    machine().must("stop");

    machine = machine().with("DOKPLOY_MACHINE_SCRIPT", "touch /etc/made-by-the-recipe");
    machine().must("start");

    assertThat(belongings().now()).isEqualTo(belongings().before());
    assertThat(docker.containerOf(machine())).isNotEqualTo(container);
    assertThat(belongings().isOutsideThere()).isFalse();
    assertThat(machine().command("test -f /etc/made-by-the-recipe").exitCode()).isZero();
  }

  @Test
  void the_nightly_cleanup_of_a_stopped_machine_takes_only_what_lies_outside() {
    belongings().putOutside();
    String image = docker.inspect(machine(), "{{.Image}}");
    machine().must("stop");

    requireNonNull(dokploy).post("/emulator/cleanup", Map.of());
    assertThat(docker.containerOf(machine())).isEmpty();
    assertThat(docker.run("image", "inspect", image).exitCode()).isNotZero();
    assertThat(machine().status()).isEqualTo("Stopped");
    machine().must("start");

    assertThat(belongings().now()).isEqualTo(belongings().before());
    assertThat(belongings().isOutsideThere()).isFalse();
  }

  /** Docker takes a kill by its own hand for a stop, and does not restart the container. */
  @Test
  void a_container_killed_by_docker_is_stopped_and_starts_again() {
    belongings().putOutside();
    docker.must("kill", docker.containerOf(machine()));

    Waiting.until("the machine is stopped", () -> machine().status().equals("Stopped"));
    assertThat(ending()).isEqualTo("exited 137");
    machine().must("start");

    assertThat(belongings().now()).isEqualTo(belongings().before());
    assertThat(belongings().isOutsideThere()).isTrue();
  }

  @Test
  void a_crash_restarts_the_machine_and_the_next_command_reaches_it() {
    belongings().putOutside();
    long restarts = restarts();
    // It stands for what DevPod's agent puts there to stop an idle machine.
    machine()
        .answer(
            "printf '#!/bin/sh\\necho $1 >/tmp/idle\\n' >/etc/init.d/devpod"
                + " && chmod +x /etc/init.d/devpod");

    machine().command("pkill -KILL -f 'devpod-machine init'");

    Waiting.until("Docker restarts it", () -> restarts() == restarts + 1);
    Waiting.until("it runs again", () -> machine().status().equals("Running"));
    Waiting.until(
        "what stops an idle machine runs again",
        () -> machine().answer("cat /tmp/idle || true").equals("start"));
    machine().answer("rm /etc/init.d/devpod");
    machine().answer("devpod-machine wait-docker 120");
    assertThat(belongings().now()).isEqualTo(belongings().before());
    assertThat(belongings().isOutsideThere()).isTrue();
  }

  /** With the very words that DevPod's agent runs; they need no API key. */
  @Test
  void an_idle_machine_ends_itself_well_and_stays_stopped_until_it_is_started() {
    long restarts = restarts();
    machine().answer("ln -sf /var/log/devpod-machine/dockerd.log /root/log; : >/root/log");

    machine().command(shutdown());

    Waiting.until("it is stopped", () -> machine().status().equals("Stopped"));
    assertThat(ending()).isEqualTo("exited 0");
    assertThat(restarts()).isEqualTo(restarts);
    assertThat(docker.run("logs", docker.containerOf(machine())).err())
        .contains("Received signal 15; terminating.");
    machine().must("start");
    assertThat(machine().answer("grep -c 'Daemon shutdown complete' /root/log"))
        .as("how often dockerd ended by itself")
        .isEqualTo("1");
    assertThat(belongings().now()).isEqualTo(belongings().before());
  }

  /** The line of provider.yaml that DevPod's agent runs on an idle machine. */
  private static String shutdown() {
    var yaml =
        Run.of(
            List.of(Programs.provider().toString(), "provider-yaml", "name", "/path"),
            Engine.plainEnvironment(),
            "",
            Duration.ofMinutes(1));
    return yaml.out()
        .lines()
        .filter(line -> line.strip().startsWith("shutdown: "))
        .map(line -> line.strip().substring("shutdown: ".length()).replace("\"", ""))
        .findFirst()
        .orElseThrow(() -> new AssertionError(yaml.transcript()));
  }

  /** State and exit code. */
  private String ending() {
    return docker.inspect(machine(), "{{.State.Status}} {{.State.ExitCode}}");
  }

  private long restarts() {
    return Long.parseLong(docker.inspect(machine(), "{{.RestartCount}}"));
  }

  private Machine machine() {
    return requireNonNull(machine);
  }

  private Belongings belongings() {
    return requireNonNull(belongings);
  }
}
