package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.emulator.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In-process machines, through the system's OpenSSH client. */
class MachineTest {
  private static final byte[] NOTHING = {};

  @TempDir Path folder;
  private Ssh ssh;
  private Dokploy dokploy;
  private Dokploy.Service service;

  @BeforeEach
  void start() throws Exception {
    ssh = Ssh.prepare(folder.resolve("keys"));
    dokploy = Dokploy.start("0.30.2", folder.resolve("data"));
    service = dokploy.service("machine", ssh.composeFile("127.0.0.1:23820-23849:22"));
    dokploy.deployed(service);
  }

  @AfterEach
  void end() throws IOException {
    if (dokploy != null) {
      dokploy.close();
    }
  }

  private Ssh.Result run(String command) throws Exception {
    return run(NOTHING, command);
  }

  private Ssh.Result run(byte[] stdin, String command) throws Exception {
    return ssh.run(dokploy.port(service), "id", Map.of(), stdin, command);
  }

  @Test
  void streams_and_exit_code_are_exact() throws Exception {
    var result = run("printf out; printf err >&2; exit 7");
    assertThat(result).isEqualTo(new Ssh.Result(7, "out", "err"));
  }

  @Test
  void bytes_pass_unchanged_and_the_end_of_input_is_seen() throws Exception {
    long seed = Long.getLong("soak.seed", 20_261_128);
    byte[] bytes = new byte[700_000];
    new Random(seed).nextBytes(bytes);
    var result = run(bytes, "cat; echo end >&2");
    assertThat(result.bytes()).as("seed %d", seed).isEqualTo(bytes);
    assertThat(result.err()).isEqualTo("end\n");
  }

  @Test
  void only_variables_of_dokploys_are_taken() throws Exception {
    Map<String, String> sent = Map.of("DOKPLOY_COMMAND", "a 'b' \"c\"\n$d", "OTHER", "x");
    var result =
        ssh.run(
            dokploy.port(service),
            "id",
            sent,
            NOTHING,
            "printf '%s|%s' \"$DOKPLOY_COMMAND\" \"$OTHER\"");
    assertThat(result.out()).isEqualTo("a 'b' \"c\"\n$d|");
  }

  @Test
  void another_key_is_refused_and_no_password_is_asked() throws Exception {
    ssh.keygen("stranger");
    var result = ssh.run(dokploy.port(service), "stranger", Map.of(), NOTHING, "true");
    assertThat(result.exitCode()).isEqualTo(255);
    assertThat(result.err()).contains("Permission denied (publickey)");
  }

  @Test
  void its_home_is_kept_over_stop_and_start_at_another_port() throws Exception {
    int port = dokploy.port(service);
    run("echo kept >~/file");
    dokploy.post("compose.stop", service.body());
    assertThat(dokploy.states(service)).containsExactly("exited");
    assertThat(ssh.run(port, "id", Map.of(), NOTHING, "true").exitCode()).isEqualTo(255);
    dokploy.post("compose.start", service.body());
    assertThat(dokploy.port(service)).isNotEqualTo(port);
    assertThat(run("cat ~/file").out()).isEqualTo("kept\n");
  }

  @Test
  void it_runs_again_after_the_emulator_was_killed() throws Exception {
    run("echo kept >~/file");
    int port = dokploy.port(service);
    dokploy.restart();
    assertThat(dokploy.port(service)).isEqualTo(port);
    assertThat(run("cat ~/file").out()).isEqualTo("kept\n");
  }

  @Test
  void its_folder_goes_with_its_volumes() throws Exception {
    Path home = Path.of(run("pwd").out().strip());
    assertThat(home).exists();
    var delete = service.body();
    delete.put("deleteVolumes", true);
    dokploy.post("compose.delete", delete);
    assertThat(home).doesNotExist();
  }

  @Test
  void it_can_end_itself() throws Exception {
    assertThat(run("devpod-machine wait-docker 10").exitCode()).isZero();
    run("devpod-machine shutdown");
    Await.until(() -> dokploy.states(service).contains("exited"), "the machine has ended");
    var inspect =
        Dokploy.object(
            dokploy.get(
                "docker.getConfig?containerId="
                    + dokploy.containers(service).getFirst().get("containerId")));
    assertThat(Json.objectAt(inspect, "State"))
        .containsEntry("Status", "exited")
        .containsEntry("ExitCode", 0);
    assertThat(dokploy.status(service)).isEqualTo("done");
  }

  @Test
  void stopping_ends_what_was_left_running_inside() throws Exception {
    String pid = run("sleep 1000 >/dev/null 2>&1 & echo $!").out().strip();
    assertThat(ProcessHandle.of(Long.parseLong(pid))).get().matches(ProcessHandle::isAlive);
    dokploy.post("compose.stop", service.body());
    Await.until(
        () -> ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty(),
        "the background process has ended");
  }

  @Test
  void a_key_that_is_none_fails_the_deployment_with_a_reason() throws Exception {
    var broken =
        dokploy.service(
            "broken", ssh.composeFile("23850:22").replace("OPENSSH PRIVATE", "NO SUCH"));
    dokploy.deployed(broken);
    assertThat(dokploy.status(broken)).isEqualTo("error");
    assertThat(dokploy.states(broken)).containsExactly("created");
  }

  @Test
  void large_input_that_nobody_reads_does_not_hang() throws Exception {
    byte[] zeros = new byte[2_000_000];
    assertThat(run(zeros, "exit 3").exitCode()).isEqualTo(3);
  }
}
