package dev.dokployprovider.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real sshd, and against what else may stand at a port. */
class OpenSshTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir private Path temp;
  private OpenSsh openSsh;
  private Sshd sshd;
  private SshFiles files;
  private Map<String, String> environment;

  @BeforeEach
  void start_a_machine() throws IOException {
    openSsh = Sshd.openSsh();
    sshd = Sshd.start(temp.resolve("sshd"));
    environment = Map.of("HOME", Files.createDirectory(temp.resolve("h")).toString());
    files = sshd.filesFor(temp.resolve("machine"), sshd.address(), environment);
  }

  @AfterEach
  void end_it() throws IOException {
    if (sshd != null) {
      openSsh.close(files);
      sshd.close();
    }
  }

  private void leadTo(Address address, String hostKeyAlias) throws IOException {
    Sshd.leadTo(files, address, hostKeyAlias, environment);
  }

  @Test
  void a_connection_is_opened_once_and_used_by_what_comes_after() throws IOException {
    assertThat(openSsh.isOpen(files)).isFalse();

    assertThat(openSsh.open(files, TIMEOUT)).isEqualTo(new OpenResult.Opened());
    assertThat(openSsh.isOpen(files)).isTrue();
    assertThat(openSsh.open(files, TIMEOUT)).isEqualTo(new OpenResult.Opened());
    assertThat(openSsh.run(files, "echo out; echo err >&2; exit 44", "", TIMEOUT))
        .isEqualTo(new RunResult(44, "out\n", "err\n"));

    assertThat(sshd.logins()).isEqualTo(1);
  }

  @Test
  void a_closed_connection_is_gone_and_leaves_no_file() throws IOException {
    assertThat(openSsh.open(files, TIMEOUT)).isEqualTo(new OpenResult.Opened());

    openSsh.close(files);

    assertThat(openSsh.isOpen(files)).isFalse();
    assertThat(filesOf(socket().resolveSibling(""))).isEmpty();
  }

  @Test
  void many_openers_at_once_make_one_master() throws Exception {
    List<OpenResult> results =
        atOnce(12, () -> openSsh.open(files, Duration.ofSeconds(60))).stream().distinct().toList();

    // sshd refuses some of so many at once, and then says so; none of them may think otherwise.
    assertThat(results).contains(new OpenResult.Opened());
    assertThat(openSsh.isOpen(files)).isTrue();
    assertThat(masters()).hasSize(1);
  }

  @Test
  void the_socket_of_a_killed_master_is_replaced() throws IOException {
    assertThat(openSsh.open(files, TIMEOUT)).isEqualTo(new OpenResult.Opened());
    masters().forEach(ProcessHandle::destroyForcibly);
    Waiting.until("the master is gone", () -> masters().isEmpty());

    assertThat(socket()).exists();
    assertThat(openSsh.isOpen(files)).isFalse();
    assertThat(openSsh.open(files, TIMEOUT)).isEqualTo(new OpenResult.Opened());
    assertThat(openSsh.isOpen(files)).isTrue();
  }

  @Test
  void a_stopped_master_is_left_alone_and_replaced() throws IOException {
    assertThat(openSsh.open(files, TIMEOUT)).isEqualTo(new OpenResult.Opened());
    ProcessHandle stopped = masters().getFirst();
    Waiting.stop(stopped);

    assertThat(openSsh.isOpen(files)).isFalse();
    assertThat(openSsh.open(files, TIMEOUT)).isEqualTo(new OpenResult.Opened());
    assertThat(openSsh.run(files, "echo new", "", TIMEOUT).stdout()).isEqualTo("new\n");
    assertThat(stopped.isAlive()).isTrue();
    stopped.destroyForcibly();
  }

  @Test
  void a_socket_in_a_folder_that_others_may_write_is_never_used() throws IOException {
    assertThat(openSsh.open(files, TIMEOUT)).isEqualTo(new OpenResult.Opened());
    Path folder = socket().resolveSibling("");
    assertThat(folder).as("not the user's own").startsWith(temp);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(openSsh.isOpen(files)).isFalse();
    assertThat(openSsh.open(files, TIMEOUT))
        .isInstanceOfSatisfying(
            OpenResult.Failed.class, failed -> assertThat(failed.detail()).contains("0700"));

    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void without_a_control_socket_it_is_only_tried() throws IOException {
    Files.writeString(
        files.config(),
        Files.readString(files.config()).replaceAll("ControlPath \".*\"", "ControlPath none"));

    assertThat(openSsh.open(files, TIMEOUT)).isEqualTo(new OpenResult.Opened());
    assertThat(openSsh.isOpen(files)).isFalse();
    assertThat(openSsh.run(files, "echo direct", "", TIMEOUT).stdout()).isEqualTo("direct\n");
  }

  @Test
  void a_command_of_100_kB_travels_whole() throws IOException {
    String text = "a'b\"c$HOME`d`\\\n".repeat(7000);

    RunResult result =
        openSsh.run(files, "cat <<'END' | wc -c\n" + text + "END\n" + "exit 3", "", TIMEOUT);

    assertThat(result).isEqualTo(new RunResult(3, text.length() + "\n", ""));
  }

  @Test
  void a_command_that_takes_too_long_is_ended_with_255() throws IOException {
    RunResult result =
        openSsh.run(files, "while echo x; do sleep 1; done", "", Duration.ofSeconds(3));

    assertThat(result.exitCode()).isEqualTo(255);
    assertThat(result.stderr()).contains("not done after 3 s");
  }

  @Test
  void a_closed_port_is_Refused() throws IOException {
    leadTo(new Address("127.0.0.1", Sshd.freePort()), "machine-key");

    assertThat(openSsh.open(files, TIMEOUT)).isInstanceOf(OpenResult.Refused.class);
  }

  @Test
  void a_port_that_never_answers_is_TimedOut() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      leadTo(new Address("127.0.0.1", silent.getLocalPort()), "machine-key");

      assertThat(openSsh.open(files, Duration.ofSeconds(2)))
          .isInstanceOf(OpenResult.TimedOut.class);
    }
  }

  @Test
  void a_proxy_frozen_from_the_start_is_TimedOut() throws IOException {
    try (FreezableProxy proxy = new FreezableProxy(sshd.address())) {
      proxy.freeze();
      leadTo(proxy.address(), "machine-key");

      assertThat(openSsh.open(files, Duration.ofSeconds(2)))
          .isInstanceOf(OpenResult.TimedOut.class);
    }
  }

  @Test
  void a_peer_that_falls_silent_is_given_up_and_the_next_connection_is_a_new_one()
      throws IOException {
    try (FreezableProxy proxy = new FreezableProxy(sshd.address())) {
      leadTo(proxy.address(), "machine-key");
      assertThat(openSsh.open(files, TIMEOUT)).isEqualTo(new OpenResult.Opened());

      proxy.freeze();
      Instant frozen = Instant.now();
      Waiting.until("the silent peer is given up", () -> !openSsh.isOpen(files));
      assertThat(Duration.between(frozen, Instant.now())).isGreaterThan(Duration.ofSeconds(3));

      proxy.thawForNewConnections();
      assertThat(openSsh.open(files, TIMEOUT)).isEqualTo(new OpenResult.Opened());
      assertThat(openSsh.run(files, "echo back", "", TIMEOUT).stdout()).isEqualTo("back\n");
    }
  }

  @Test
  void a_peer_that_hangs_up_is_Closed() throws IOException {
    try (ServerSocket server = answering("")) {
      leadTo(new Address("127.0.0.1", server.getLocalPort()), "machine-key");

      assertThat(openSsh.open(files, TIMEOUT)).isInstanceOf(OpenResult.Closed.class);
    }
  }

  @Test
  void a_web_server_is_NotSsh() throws IOException {
    String page = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n<html>no</html>\r\n";
    try (ServerSocket server = answering(page)) {
      leadTo(new Address("127.0.0.1", server.getLocalPort()), "machine-key");

      assertThat(openSsh.open(files, TIMEOUT))
          .isInstanceOfSatisfying(
              OpenResult.NotSsh.class, it -> assertThat(it.detail()).contains("HTTP/1.1 400"));
    }
  }

  @Test
  void another_machine_s_sshd_is_OtherHostKey() throws IOException {
    try (Sshd other = Sshd.start(temp.resolve("other"))) {
      leadTo(other.address(), "machine-key");

      assertThat(openSsh.open(files, TIMEOUT)).isInstanceOf(OpenResult.OtherHostKey.class);
      assertThat(other.logins()).isZero();
    }
  }

  @Test
  void a_machine_whose_key_was_never_pinned_is_OtherHostKey() throws IOException {
    leadTo(sshd.address(), "never-seen");

    assertThat(openSsh.open(files, TIMEOUT)).isInstanceOf(OpenResult.OtherHostKey.class);
  }

  @Test
  void a_key_that_the_machine_does_not_know_is_KeyRefused() throws IOException {
    openSsh.newKeyPair(files.privateKey(), "another");

    assertThat(openSsh.open(files, TIMEOUT)).isInstanceOf(OpenResult.KeyRefused.class);
  }

  @Test
  void a_missing_private_key_is_KeyRefused() throws IOException {
    Files.delete(files.privateKey());

    assertThat(openSsh.open(files, TIMEOUT)).isInstanceOf(OpenResult.KeyRefused.class);
  }

  @Test
  void a_name_that_nobody_knows_is_UnknownHost() throws IOException {
    leadTo(new Address("no-such-host.invalid", 22), "machine-key");

    assertThat(openSsh.open(files, TIMEOUT)).isInstanceOf(OpenResult.UnknownHost.class);
  }

  @Test
  void a_machine_that_takes_no_DOKPLOY_COMMAND_fails_rather_than_doing_nothing()
      throws IOException {
    try (Sshd strict = Sshd.start(temp.resolve("strict"), "Match all", "PermitTTY no")) {
      Path config = temp.resolve("strict/sshd_config");
      Files.writeString(
          config, Files.readString(config).replace("AcceptEnv DOKPLOY_COMMAND ", "AcceptEnv "));
      strict.stop();
      strict.start();
      SshFiles there = strict.filesFor(temp.resolve("m2"), strict.address(), environment);

      RunResult result = openSsh.run(there, "true", "", TIMEOUT);

      assertThat(result.exitCode()).isNotZero();
      assertThat(result.stderr()).contains("was not accepted by sshd");
    }
  }

  @Test
  void a_new_key_pair_replaces_the_old_one_and_is_for_the_user_alone() throws IOException {
    PublicKey first = openSsh.newKeyPair(files.privateKey(), "it's mine");
    PublicKey second = openSsh.newKeyPair(files.privateKey(), "it's mine");

    assertThat(second).isNotEqualTo(first);
    assertThat(PublicKey.parse(Files.readString(files.publicKey()))).isEqualTo(second);
    assertThat(Files.getPosixFilePermissions(files.privateKey()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(filesOf(files.folder()))
        .containsExactlyInAnyOrder("id_ed25519", "id_ed25519.pub", "known_hosts", "ssh_config");
  }

  @Test
  void a_key_pair_that_cannot_be_made_leaves_nothing() {
    Path nowhere = temp.resolve("missing/id_ed25519");

    assertThatThrownBy(() -> openSsh.newKeyPair(nowhere, "x")).isInstanceOf(IOException.class);
    assertThat(nowhere.resolveSibling("")).doesNotExist();
  }

  @Test
  void without_ssh_on_the_PATH_there_is_no_client() {
    assertThat(OpenSsh.find(Map.of("PATH", temp.toString()))).isEmpty();
    assertThat(OpenSsh.find(Map.of())).isEmpty();
  }

  @Test
  void the_PATH_may_be_written_as_Windows_writes_it() {
    assertThat(OpenSsh.find(Map.of("Path", System.getenv("PATH")))).isPresent();
    assertThat(OpenSsh.find(Map.of("Path", System.getenv("PATH"), "PATH", temp.toString())))
        .isEmpty();
  }

  /** A server that reads the first line of each client, answers, and hangs up. */
  private static ServerSocket answering(String text) throws IOException {
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(() -> {
      while (!server.isClosed()) {
        try (Socket client = server.accept()) {
          while (client.getInputStream().read() > '\n') {}
          client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException next) {
          // That one hung up first, or the server is closed.
        }
      }
    });
    return server;
  }

  private Path socket() throws IOException {
    return SshConfig.controlSocketIn(Files.readString(files.config())).orElseThrow();
  }

  private List<ProcessHandle> masters() throws IOException {
    return Waiting.processesWith("ssh: " + socket() + " [mux]");
  }

  private static List<String> filesOf(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static <T> List<T> atOnce(int count, Callable<T> task) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures =
          threads.invokeAll(Stream.generate(() -> task).limit(count).toList());
      return futures.stream().map(Future::resultNow).toList();
    }
  }
}
