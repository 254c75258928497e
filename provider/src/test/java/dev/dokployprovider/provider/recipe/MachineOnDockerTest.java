package dev.dokployprovider.provider.recipe;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.recipe.Programs.Result;
import dev.dokployprovider.provider.recipe.model.SomeMachine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A machine with defaults on a real engine. Each test leaves it running. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock("Docker")
class MachineOnDockerTest {
  private static final String ODD = "a $HOME \"quoted\" 'single' \\ # %h `x` ${y} ä€";
  private static final SomeMachine SPEC =
      SomeMachine.of("one", "127.0.0.1:2300-2399").environment(Map.of("ODD", ODD));

  /** A shell and what it needs to ask for a name, as an image, since no registry can be asked. */
  private static final String IMAGE_WITH_RESOLVER =
      "{ for p in /bin/sh /usr/bin/getent /bin/cat; do echo $p; ldd $p | grep -o '/[^ ]*'; done; } | sort -u"
          + " | tar -chT - 2>/dev/null | docker import - resolver >/dev/null";

  private @Nullable DockerMachine deployed;

  @BeforeAll
  void deploy(@TempDir Path folder) {
    DockerMachine.assumeDocker(SomeMachine.DEFAULT_IMAGE);
    deployed = DockerMachine.in(folder, "one");
    machine().deploy(SPEC);
  }

  @BeforeEach
  void start() {
    machine().start();
  }

  @AfterAll
  void remove() {
    if (deployed != null) {
      deployed.close();
    }
  }

  private DockerMachine machine() {
    return requireNonNull(deployed);
  }

  @Test
  void docker_answers_and_runs_a_container() {
    machine().ssh("devpod-machine wait-docker 60").orFail();

    Result inner =
        machine()
            .ssh(
                "tar -ch /bin/sh $(ldd /bin/sh | grep -o '/[^ ]*') 2>/dev/null"
                    + " | docker import - tiny >/dev/null"
                    + " && docker run --rm tiny /bin/sh -c 'echo from the inside'");

    assertThat(inner).isEqualTo(new Result(0, "from the inside\n", inner.err()));
  }

  /**
   * The name is one that only the engine's own resolver knows, on the network that the machine is
   * on.
   */
  @Test
  void what_the_machine_can_resolve_its_containers_and_builds_can_too() {
    machine().ssh("devpod-machine wait-docker 60").orFail();
    String network =
        machine().inspect("{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}");
    String other = machine().project() + "-other";
    Programs.run(
            "docker",
            "run",
            "-d",
            "--name",
            other,
            "--network",
            network,
            "--network-alias",
            "only-here.example",
            SomeMachine.DEFAULT_IMAGE,
            "sleep",
            "600")
        .orFail();
    try {
      machine().ssh(IMAGE_WITH_RESOLVER).orFail();
      String ask = "getent hosts only-here.example";
      String answer = machine().ssh(ask).orFail().out();
      assertThat(answer).contains("only-here.example");
      assertThat(machine().ssh("docker run --rm resolver " + ask).out()).isEqualTo(answer);
      assertThat(
              machine()
                  .ssh(
                      "docker network create own >/dev/null; docker run --rm --net own resolver "
                          + ask)
                  .out())
          .as("a network of its own")
          .isEqualTo(answer);
      assertThat(machine().ssh("docker run --rm --net host resolver " + ask).out())
          .as("the machine's own network")
          .isEqualTo(answer);
      String dockerfile = "FROM resolver\\nRUN " + ask + " >/made\\n";
      assertThat(
              machine()
                  .ssh(
                      "printf '"
                          + dockerfile
                          + "' | docker build -q -t made - >/dev/null && docker run --rm made cat /made")
                  .out())
          .as("a build")
          .isEqualTo(answer);
      assertThat(machine().ssh("docker run --rm resolver cat /etc/resolv.conf").out())
          .doesNotContain("8.8.");
    } finally {
      Programs.run("docker", "rm", "-f", "-v", other);
    }
  }

  @Test
  void no_start_up_file_of_the_users_shell_is_in_a_commands_way() {
    for (String line : List.of("echo WELCOME", "exec cat", "exit 3")) {
      machine()
          .ssh(
              "cd; for f in .bashrc .profile .bash_profile .zshenv; do echo '"
                  + line
                  + "' >$f; done")
          .orFail();
      assertThat(machine().ssh("echo {1..2}; bash -c 'echo in'; exit 5"))
          .describedAs(line)
          .isEqualTo(new Result(5, "1 2\nin\n", ""));
    }
    machine().ssh("cd; rm .bashrc .profile .bash_profile .zshenv").orFail();
  }

  @Test
  void the_machines_own_host_key_can_be_pinned_over_the_first_connection() {
    String own = machine().ssh("devpod-machine host-key").orFail().out();

    machine().pin(own);

    assertThat(own).matches("ecdsa-sha2-nistp256 [A-Za-z0-9+/=]+\n");
    assertThat(machine().ssh("echo pinned").out()).isEqualTo("pinned\n");
  }

  @Test
  void a_host_key_that_is_neither_is_refused() {
    String own = machine().ssh("devpod-machine host-key").orFail().out();

    machine().pin(Fixtures.PUBLIC_KEY);
    Result refused = machine().ssh("echo wrong");
    machine().pin(own);

    assertThat(refused.exitCode()).isEqualTo(255);
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void every_session_has_the_containers_environment_and_a_full_path() {
    assertThat(machine().ssh("printenv ODD").out()).isEqualTo(ODD + "\n");
    assertThat(machine().ssh("printenv PATH").out().strip().split(":"))
        .contains("/usr/local/bin", "/usr/local/sbin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
        .doesNotHaveDuplicates();
    assertThat(machine().ssh("command -v docker git curl sudo ps tar").exitCode()).isZero();
    assertThat(machine().ssh("test -d /etc/init.d").exitCode()).isZero();
    assertThat(machine().ssh("hostname").out()).matches("devpod-[0-9a-f]{8}\n");
  }

  @Test
  void docker_survives_what_devpods_agent_does_to_it() {
    machine().ssh("devpod-machine wait-docker 60").orFail();

    machine()
        .ssh(
            "echo '{\"features\":{\"containerd-snapshotter\":true}}' >/etc/docker/daemon.json"
                + " && pkill -HUP dockerd && docker info >/dev/null")
        .orFail();
    machine().ssh("pkill -KILL -x dockerd; devpod-machine wait-docker 60").orFail();
    machine().ssh("docker info --format '{{.Driver}}' | grep -x overlay2").orFail();
  }

  @Test
  void wait_docker_tells_what_dockers_log_says_when_it_does_not_come() {
    machine().ssh("devpod-machine wait-docker 60").orFail();
    Result late =
        machine()
            .ssh(
                "p=$(pgrep -x dockerd); kill -STOP $p; devpod-machine wait-docker 1; r=$?;"
                    + " kill -CONT $p; exit $r");

    assertThat(late.exitCode()).isEqualTo(1);
    assertThat(late.err()).contains("Docker did not answer within 1 s", "API listen on");
  }

  @Test
  void what_is_on_the_volumes_outlives_the_container_and_the_image() {
    machine().ssh("devpod-machine wait-docker 60").orFail();
    machine().ssh("echo x | tar -cT /dev/null | docker import - kept >/dev/null").orFail();
    String before = machine().ssh(kept()).orFail().out();
    String key = machine().ssh("devpod-machine host-key").orFail().out();
    machine().stop();

    // Dokploy's nightly cleanup, for this machine alone.
    Programs.run("docker", "rm", machine().container()).orFail();
    Programs.run("docker", "rmi", machine().project() + "-" + Recipe.SERVICE).orFail();
    machine().start();

    machine().pin(key);
    machine().ssh("devpod-machine wait-docker 60").orFail();
    assertThat(machine().ssh("sha256sum /root/file /home/file /var/lib/devpod/data/file").out())
        .isEqualTo(before);
    machine().ssh("docker image inspect kept").orFail();
  }

  @Test
  void a_volume_that_was_removed_is_distinguished_from_the_one_that_is_put_in_its_place() {
    String ask = "devpod-machine volumes /root /home /var/lib/docker /var/lib/devpod";
    String before = machine().ssh(ask).orFail().out();
    machine().stop();
    machine().start();
    assertThat(machine().ssh(ask).out()).isEqualTo(before);
    assertThat(before.lines()).hasSize(4).allMatch(line -> line.matches("/\\S+ [0-9a-f]{32}"));
    String own = machine().ssh("devpod-machine host-key").orFail().out();

    machine().stop();
    Programs.run("docker", "rm", machine().container()).orFail();
    Programs.run("docker", "volume", "rm", machine().project() + "_home").orFail();
    machine().start();

    machine().pin(own);
    assertThat(machine().ssh(ask).out().lines().filter(line -> !before.contains(line)))
        .singleElement()
        .asString()
        .startsWith("/home ");
  }

  private static String kept() {
    return "mkdir -p /var/lib/devpod/data; for f in /root/file /home/file /var/lib/devpod/data/file;"
        + " do head -c 100000 /dev/urandom >$f; sha256sum $f; done";
  }

  @Test
  void shutdown_is_a_stop_and_not_a_crash() {
    machine().ssh("devpod-machine wait-docker 60").orFail();
    String restarts = machine().inspect("{{.RestartCount}}");

    machine().ssh("devpod-machine shutdown");

    machine().awaitState("exited");
    assertThat(machine().inspect("{{.State.ExitCode}} {{.RestartCount}}"))
        .isEqualTo("0 " + restarts);
    machine().start();
    machine().ssh("devpod-machine wait-docker 60").orFail();
  }

  @Test
  void discard_waits_for_nothing_on_the_machine_and_is_no_crash() {
    machine().ssh("devpod-machine wait-docker 60").orFail();
    String restarts = machine().inspect("{{.RestartCount}}");
    String ends = ends();

    // It ends with the connection that it came by, after which that would be tried again.
    Programs.run("docker", "exec", machine().container(), "sh", "-c", DiscardScript.command());

    machine().awaitState("exited");
    assertThat(machine().inspect("{{.State.ExitCode}} {{.RestartCount}}"))
        .isEqualTo("0 " + restarts);
    machine().start();
    machine().ssh("devpod-machine wait-docker 60").orFail();
    assertThat(ends()).as("how often dockerd has ended its containers").isEqualTo(ends);
  }

  private String ends() {
    return machine()
        .ssh("grep -c 'Daemon shutdown complete' /var/log/devpod-machine/dockerd.log || true")
        .orFail()
        .out();
  }

  @Test
  void a_stop_ends_sshd_and_docker_within_their_time() {
    machine().ssh("devpod-machine wait-docker 60").orFail();

    machine().stop();

    assertThat(machine().inspect("{{.State.ExitCode}} {{.State.OOMKilled}}")).isEqualTo("0 false");
    machine().start();
    assertThat(
            machine()
                .ssh("grep -c 'Daemon shutdown complete' /var/log/devpod-machine/dockerd.log")
                .exitCode())
        .as("dockerd ended by itself, before PID 1")
        .isZero();
    machine().ssh("devpod-machine wait-docker 60").orFail();
  }

  /** As sshd itself reads its configuration, with its own defaults. */
  @Test
  void sshd_lets_in_by_public_key_alone() {
    assertThat(
            machine()
                .ssh("$(command -v sshd) -T -f /run/devpod-machine/sshd_config")
                .orFail()
                .out()
                .lines())
        .contains(
            "authenticationmethods publickey",
            "pubkeyauthentication yes",
            "passwordauthentication no",
            "kbdinteractiveauthentication no",
            "hostbasedauthentication no",
            "gssapiauthentication no",
            "permitemptypasswords no",
            "permitrootlogin without-password",
            "permituserenvironment no",
            "usepam no",
            "x11forwarding no",
            "authorizedkeysfile /etc/devpod-machine/authorized_keys");
  }

  /** As it is with the agents of clients: they are begun by sessions that end before them. */
  @Test
  void many_sessions_and_what_they_left_running_leave_no_zombie_and_little_in_logs() {
    machine().ssh("devpod-machine wait-docker 60").orFail();
    String zombies = "grep -l '^State:.*Z' /proc/[0-9]*/status 2>/dev/null | wc -l; ";
    String left = "for i in $(seq 50); do sh -c 'sleep 0.1 >/dev/null 2>&1 &'; done; ";
    // Nobody waits for the first process of that one as long as it runs.
    String careless = "sh -c ': & exec sleep 100' >/dev/null 2>&1 & sleep 0.2; ";
    // No process more than the shell itself.
    String processes = "set -- /proc/[0-9]*; ";
    String logs = "cat /var/log/devpod-machine/* | wc -c";
    String before = machine().ssh(processes + "echo $#").out().strip();
    String logged = machine().ssh(logs).out();
    long lines = machine().log().lines().count();

    for (int session = 0; session < 10; session++) {
      assertThat(machine().ssh(left + careless + zombies + "kill $!").out().strip())
          .as("zombies while their parent runs")
          .isNotEqualTo("0");
    }

    String nothing =
        "i=0; while [ $(%s) != 0 ] && [ $i -lt 300 ]; do sleep 0.1; i=$((i + 1)); done; %s"
            .formatted(zombies.replace("; ", ""), zombies);
    assertThat(machine().ssh(nothing).out()).as("zombies in the end").isEqualTo("0\n");
    // The one of the last session's sshd may take a moment to end.
    String noMore =
        "i=0; while %s[ $# -gt %s ] && [ $i -lt 300 ]; do sleep 0.1; i=$((i + 1)); done; %secho $#"
            .formatted(processes, before, processes);
    assertThat(Integer.parseInt(machine().ssh(noMore).out().strip()))
        .isLessThanOrEqualTo(Integer.parseInt(before));
    assertThat(machine().ssh(logs).out()).isEqualTo(logged);
    assertThat(machine().log().lines().count() - lines)
        .as("sshd's lines of some 20 connections: one live connection has all calls of a client")
        .isLessThan(20 * 4L);
    assertThat(machine().inspect("{{json .HostConfig.LogConfig.Config}}"))
        .isEqualTo("{\"max-file\":\"2\",\"max-size\":\"10m\"}");
  }

  @Test
  void a_dead_sshd_is_a_crash_and_restarts_the_machine() {
    String started = machine().inspect("{{.State.StartedAt}}");
    machine().ssh("pkill -KILL -o -x sshd");

    assertThat(machine().ssh("echo back").out()).isEqualTo("back\n");
    assertThat(machine().inspect("{{.State.StartedAt}} {{.State.Status}}"))
        .isNotEqualTo(started + " running")
        .endsWith(" running");
  }

  @Test
  void a_second_machine_is_built_from_the_cache(@TempDir Path folder) {
    SomeMachine spec = SomeMachine.of("two", "127.0.0.1:2300-2399");
    try (DockerMachine second = DockerMachine.in(folder, "two")) {
      String log = second.deploy(spec);

      assertThat(log).containsPattern("RUN .*\\n#\\d+ CACHED");
      assertThat(second.ssh("hostname").out()).isNotEqualTo(machine().ssh("hostname").out());
      assertReachesNothingOf(machine(), second);
      assertReachesNothingOf(second, machine());
    }
  }

  /** The server itself does, for the route jump. */
  private static void assertReachesNothingOf(DockerMachine one, DockerMachine other) {
    String address = other.inspect("{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}");
    String banner = "read -t 5 -r line </dev/tcp/%s/22; echo \"$line\"".formatted(address);
    assertThat(address).startsWith("198.19.");
    assertThat(Programs.run("bash", "-c", banner).out()).startsWith("SSH-2.0-");
    assertThat(one.ssh("timeout 5 bash -c '" + banner + "'").exitCode()).isEqualTo(124);
  }

  @Test
  void a_long_command_travels_in_a_variable_with_exact_input_and_exit_code() {
    String command = "cat; exit 44 # '$x\"\n" + "#".repeat(100_000);

    Result result =
        machine()
            .ssh(
                "root",
                Map.of("DOKPLOY_COMMAND", command),
                "in\0put",
                "exec sh -c 'c=$DOKPLOY_COMMAND; unset DOKPLOY_COMMAND; eval \"$c\"'");

    assertThat(result).isEqualTo(new Result(44, "in\0put", ""));
  }
}
