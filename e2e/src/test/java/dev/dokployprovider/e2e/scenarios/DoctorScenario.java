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
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
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
                .contains(
                    "✓ dokploy     Dokploy " + version, "✓ token", "✓ permissions", "✓ cleanup")
                .contains("✓ record", "✓ service", "✓ deployment", "✓ container   running")
                // Sockets of other tests' connections lie in the same folder under /tmp.
                .containsPattern("[✓!] connections [1-9]\\d* live connection")
                .contains("✓ port        127.0.0.1:")
                .contains("- health      the container has no health check")
                .contains("✓ host-key    the pinned one", "✓ ssh         answers")
                .doesNotContain("✗", machine.environment().get("DOKPLOY_API_TOKEN"));
          });
      assertThat(changes.keySet())
          .isNotEmpty()
          .noneMatch(
              call -> call.matches(".*\\.(create|update|deploy|delete|remove|stop|start).*"));
      assertThat(machine.inShell(shell(), "status", "web").out()).isEqualTo("Running\n");
      assertThat(machine.inShell(shell(), "list").out()).contains("web   Running  (Dokploy)  you");
      var logs = machine.inShell(shell(), "logs", "web");
      assertThat(logs.exitCode()).as(logs.transcript()).isZero();
      assertThat(logs.err()).contains("Deployment of ", ": done");
      assertThat(logs.out()).isNotBlank();
      if (version.equals("0.30.2")) {
        aPersonIsOnTheMachine(machine);
        yourOwnSshKnowsTheMachine(machine);
      }

      machine.must("stop");
      var stopped = machine.inShell(shell(), "doctor", "web");
      assertThat(stopped.exitCode()).as(stopped.transcript()).isEqualTo(1);
      assertThat(stopped.out())
          .contains("✗ container   The machine web is stopped.", "- ssh         needs: host-key")
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

  /** By the verb ssh, which asks no Dokploy where the machine is up. */
  private void aPersonIsOnTheMachine(Machine machine) {
    var command = machine.inShell(shell(), "ssh", "web", "--", "echo hi; exit 7");
    assertThat(command.exitCode()).as(command.transcript()).isEqualTo(7);
    assertThat(command.out()).isEqualTo("hi\n");
    var own = machine.inShell(shell(), "ssh", "web", "--", "exit 255");
    assertThat(own.exitCode()).as(own.transcript()).isEqualTo(255);
    assertThat(own.err()).as("the connection stands").doesNotContain("doctor");
    var check =
        plain("ssh", "-F", machine.folder() + "/ssh_config", "-O", "check", "machine").err();
    String master = check.replaceAll("(?s).*\\(pid=(\\d+)\\).*", "$1");
    assertThat(master).as(check).matches("\\d+");
    // The emulator's machine runs its commands here.
    var lost = machine.inShell(shell(), "ssh", "web", "--", "kill -9 " + master + "; read -r end");
    assertThat(lost.exitCode()).as(lost.transcript()).isEqualTo(255);
    assertThat(lost.err())
        .contains("The connection was lost, or there was none. To see why: ", " doctor web");
  }

  /** Real ssh and scp, by the user's own configuration. */
  private void yourOwnSshKnowsTheMachine(Machine machine) throws IOException {
    Path config = Files.createDirectories(home.resolve(".ssh")).resolve("config");
    Files.writeString(config, "Host *\n  User nobody\n");
    var written = machine.inShell(shell(), "config-ssh");
    assertThat(written.exitCode()).as(written.transcript()).isZero();
    assertThat(written.out()).contains("web   web      dokploy-dev of devpod (context default)");
    var ssh = plain("ssh", "-F", config.toString(), "web", "echo $((6*7))");
    assertThat(ssh.exitCode()).as(ssh.transcript()).isZero();
    assertThat(ssh.out()).isEqualTo("42\n");
    // By the protocol that needs no sftp: the emulator's machines have none.
    Path file = Files.writeString(home.resolve("file"), "text");
    var scp =
        plain("scp", "-O", "-F", config.toString(), file.toString(), "web:" + home.resolve("copy"));
    assertThat(scp.exitCode()).as(scp.transcript()).isZero();
    assertThat(home.resolve("copy")).hasContent("text");
    assertThat(machine.inShell(shell(), "config-ssh", "--remove").exitCode()).isZero();
    assertThat(config).hasContent("Host *\n  User nobody\n");
  }

  private Run plain(String... command) {
    return Run.of(
        List.of(command), Map.of("PATH", System.getenv("PATH")), "", Duration.ofMinutes(1));
  }

  @Test
  void a_member_without_a_permission_is_told_which_one() throws IOException {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", home.resolve("dokploy"))) {
      var machine = madeByDevPod(dokploy);
      var member = new HashMap<>(shell());
      member.put("DOKPLOY_API_TOKEN", dokploy.memberWithoutDocker());
      var doctor = machine.inShell(member, "doctor");
      assertThat(doctor.exitCode()).as(doctor.transcript()).isEqualTo(1);
      assertThat(doctor.out())
          .contains("✓ token", "✗ permissions", "\"Access to Docker\" is missing");
    }
  }

  @Test
  void a_key_that_was_stored_by_login_works_as_a_reference_in_devpods_place() throws IOException {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", home.resolve("dokploy"))) {
      var options = dokploy.options();
      var command =
          List.of(
              Programs.provider().toString(),
              "login",
              "--token-stdin",
              options.getOrDefault("DOKPLOY_SERVER_URL", ""));
      var login =
          Run.of(
              command,
              shell(),
              options.getOrDefault("DOKPLOY_API_TOKEN", "") + "\n",
              Duration.ofMinutes(1));
      assertThat(login.exitCode()).as(login.transcript()).isZero();
      Path key;
      try (var files = Files.list(home.resolve("data/dokploy-provider/keys"))) {
        key = files.findFirst().orElseThrow();
      }
      var machine = Machine.of(dokploy, "web", home).with("DOKPLOY_API_TOKEN", "file:" + key);
      assertThat(machine.must("init").out()).contains("accepts the token");
      assertThat(machine.status()).isEqualTo("NotFound");
      var doctor = machine.inShell(shell(), "doctor");
      assertThat(doctor.out()).contains("✓ token       accepted; the option is a reference to it");
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
