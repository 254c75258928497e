package dev.dokployprovider.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dokployprovider.provider.ssh.Sshd;
import dev.dokployprovider.provider.ssh.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code command} over a live connection, as docs/reference/devpod.md §2.4 wants it. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.dokployprovider.launcher.Shell#tested")
class CommandTest {
  private static final int BIG = 16 << 20;

  /** Goes on without its caller, and ends when the test's folder is removed. */
  private static final String UNTIL_ITS_HOME_GOES = "while [ -e ~/begun ]; do sleep 0.1; done";

  @Parameter private Shell shell;
  @TempDir private Path temp;
  private Machine machine;

  @BeforeEach
  void connect_a_machine() throws IOException {
    machine = new Machine(temp, shell);
    machine.connect();
  }

  @AfterEach
  void end_it() {
    if (machine != null) {
      machine.close();
    }
  }

  @Test
  void the_exit_status_is_the_remote_s() throws Exception {
    for (int status : new int[] {0, 1, 4, 5, 44, 127, 130, 137, 143, 255}) {
      assertThat(machine.command("exit " + status)).isEqualTo(Outcome.of(status, ""));
    }
    assertThat(machine.javaCalls()).isEmpty();
  }

  @Test
  void stdout_and_stderr_stay_apart_and_hold_nothing_of_ours() throws Exception {
    assertThat(machine.command("echo out; echo err >&2"))
        .isEqualTo(new Outcome(0, "out\n", "err\n"));
    assertThat(machine.sshd().logins()).isEqualTo(1);
  }

  @Test
  void every_byte_value_comes_back_as_it_went() throws Exception {
    byte[] every = new byte[256 * 3];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    Call call = machine.startCommand("cat");
    try (OutputStream stdin = call.stdin()) {
      stdin.write(every);
    }

    assertThat(call.exit()).isZero();
    assertThat(Files.readAllBytes(call.stdout())).isEqualTo(every);
  }

  @Test
  void no_bytes_are_no_bytes() throws Exception {
    assertThat(machine.command("cat")).isEqualTo(Outcome.of(0, ""));
  }

  @Test
  void a_big_stream_goes_up_whole() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Call call = machine.startCommand("sha256sum | cut -d' ' -f1");
    try (OutputStream stdin = call.stdin();
        OutputStream digested = new DigestOutputStream(stdin, digest)) {
      writeNoise(digested);
    }

    assertThat(call.end()).isEqualTo(Outcome.of(0, hex(digest) + "\n"));
  }

  @Test
  void a_big_stream_comes_down_whole() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (OutputStream file = Files.newOutputStream(machine.sshd().home().resolve("big"));
        OutputStream digested = new DigestOutputStream(file, digest)) {
      writeNoise(digested);
    }
    Call call = machine.startCommand("cat ~/big");
    call.stdin().close();

    assertThat(call.exit()).isZero();
    MessageDigest got = MessageDigest.getInstance("SHA-256");
    try (InputStream in = Files.newInputStream(call.stdout())) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), got));
    }
    assertThat(hex(got)).isEqualTo(hex(digest));
  }

  @Test
  void the_end_of_stdin_ends_only_that_direction() throws Exception {
    Call call = machine.startCommand("cat; echo after the end");
    call.stdin().write("before\n".getBytes(StandardCharsets.UTF_8));
    call.stdin().close();

    assertThat(call.end()).isEqualTo(Outcome.of(0, "before\nafter the end\n"));
  }

  @Test
  void a_command_of_100_kB_with_quotes_newlines_and_dollars_is_taken_literally() throws Exception {
    String text = "a'b\"c\\d $HOME `id` $(id) !x\n%s\t*?\n".repeat(3000);
    assertThat(text.length()).isGreaterThan(90_000);

    Outcome outcome = machine.command("cat <<'END'\n" + text + "END\nexit 3");

    assertThat(outcome).isEqualTo(Outcome.of(3, text));
  }

  @Test
  void the_command_is_shell_text_and_sees_no_variable_of_ours() throws Exception {
    assertThat(machine.command("A=1 sh -c 'echo $A'; echo \"[${DOKPLOY_COMMAND-none}]$0\""))
        .isEqualTo(Outcome.of(0, "1\n[none]sh\n"));
  }

  /** What Linux lets a caller set is taken whole; the first of them fits under the longer name. */
  @ParameterizedTest
  @ValueSource(ints = {131_055, 131_056, 131_063})
  void a_command_may_be_as_long_as_its_variable_can_be(int bytes) throws Exception {
    String text = "echo ok; exit 3 #";
    String command = text + "ü".repeat((bytes - text.length()) / 2);
    command += "x".repeat(bytes - command.getBytes(StandardCharsets.UTF_8).length);

    assertThat(machine.command(command)).isEqualTo(Outcome.of(3, "ok\n"));
  }

  @Test
  void a_connection_that_is_lost_under_a_command_is_said_in_one_line() throws Exception {
    Call call = machine.startCommand("touch ~/begun; cat; " + UNTIL_ITS_HOME_GOES);
    call.awaitFile(machine.sshd().home().resolve("begun"));

    machine.masters().forEach(ProcessHandle::destroyForcibly);

    assertThat(call.end())
        .isEqualTo(
            new Outcome(
                255,
                "",
                "dokploy-provider: The connection to the machine was lost while the command ran;"
                    + " its program may still run there.\n"));
    assertThat(machine.command("echo next")).isEqualTo(Outcome.of(0, "next\n"));
  }

  /** As the kernel does when memory runs out; 137 would be taken for the program's own status. */
  @ParameterizedTest
  @ValueSource(strings = {"KILL", "SEGV", "TERM"})
  void ssh_that_is_ended_alone_is_said_in_one_line(String signal) throws Exception {
    Call call = machine.startCommand("touch ~/begun; cat; " + UNTIL_ITS_HOME_GOES);
    call.awaitFile(machine.sshd().home().resolve("begun"));

    ProcessHandle ssh =
        call.process()
            .children()
            .filter(one -> Waiting.titleOf(one.pid()).contains("ssh -E "))
            .findFirst()
            .orElseThrow();
    Call.signal(ssh, signal);

    assertThat(call.end())
        .isEqualTo(
            new Outcome(
                255,
                "",
                "dokploy-provider: ssh was ended by a signal on this computer; the program may still"
                    + " run on the machine.\n"));
    assertThat(machine.command("echo next")).isEqualTo(Outcome.of(0, "next\n"));
  }

  @Test
  void a_command_whose_shell_is_killed_on_the_machine_is_distinguished_from_one_that_ends_with_255()
      throws Exception {
    assertThat(machine.command("echo out; kill -KILL $$"))
        .isEqualTo(
            new Outcome(
                255,
                "out\n",
                "dokploy-provider: The program was killed by a signal on the machine (which may be"
                    + " out of memory, or stopping).\n"));
    assertThat(machine.command("echo own words >&2; exit 255"))
        .isEqualTo(new Outcome(255, "", "own words\n"));
  }

  @Test
  void an_empty_command_does_nothing() throws Exception {
    assertThat(machine.command("")).isEqualTo(Outcome.of(0, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fish", "tcsh", "bash", "dash"})
  void the_login_shell_on_the_machine_need_not_be_POSIX(String loginShell) throws Exception {
    assumeTrue(Shell.isHere(loginShell), "skipped: there is no " + loginShell + " here");
    Path folder = Files.createDirectory(temp.resolve("other"));
    try (Machine other =
        new Machine(
            folder, shell, "ForceCommand " + loginShell + " -c \"$SSH_ORIGINAL_COMMAND\"")) {
      assertThat(other.command("for i in 1 2; do echo \"$i'\\$x\"; done; exit 5"))
          .isEqualTo(Outcome.of(5, "1'$x\n2'$x\n"));
    }
  }

  @Test
  void the_command_never_stands_in_an_argv() throws Exception {
    Call call = machine.startCommand(": top-secret-marker; touch ~/begun; cat");
    call.awaitFile(machine.sshd().home().resolve("begun"));

    assertThat(Waiting.processesWith("top-secret-marker")).isEmpty();
    assertThat(Waiting.processesWith("c=${DOKPLOY_COMMAND")).isNotEmpty();

    call.stdin().close();
    assertThat(call.exit()).isZero();
  }

  @Test
  void forty_at_once_each_get_their_own() throws Exception {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      calls.add(machine.startCommand("cat; echo " + i + "; exit " + i));
    }
    for (Call call : calls) {
      call.stdin().write("in ".getBytes(StandardCharsets.UTF_8));
      call.stdin().close();
    }

    for (int i = 0; i < 40; i++) {
      assertThat(calls.get(i).end()).isEqualTo(Outcome.of(i, "in " + i + "\n"));
    }
    assertThat(machine.sshd().logins()).isEqualTo(1);
    Waiting.until("nothing is left", () -> machine.strays().isEmpty());
  }

  @Test
  void a_second_command_may_begin_while_the_first_still_runs() throws Exception {
    Call first = machine.startCommand("cat; exit 1");
    assertThat(machine.command("echo second; exit 2")).isEqualTo(Outcome.of(2, "second\n"));
    first.stdin().write("first\n".getBytes(StandardCharsets.UTF_8));
    first.stdin().close();

    assertThat(first.end()).isEqualTo(Outcome.of(1, "first\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "INT", "TERM"})
  void a_killed_command_leaves_no_process_and_harms_no_other(String signal) throws Exception {
    Path home = machine.sshd().home();
    Call other = machine.startCommand("touch ~/other; cat");
    Call call = machine.startCommand("touch ~/begun; cat; touch ~/saw-the-end");
    Waiting.until(
        "both commands run",
        () -> Files.exists(home.resolve("begun")) && Files.exists(home.resolve("other")));

    call.signal(signal);

    assertThat(call.exit()).isNotZero();
    Waiting.until("the remote sees the end", () -> Files.exists(home.resolve("saw-the-end")));
    assertThat(machine.isConnected()).isTrue();
    other.stdin().write("unharmed".getBytes(StandardCharsets.UTF_8));
    other.stdin().close();
    assertThat(other.end()).isEqualTo(Outcome.of(0, "unharmed"));
    Waiting.until("nothing is left", () -> machine.strays().isEmpty());
  }

  /**
   * Plain ssh would also close stderr. Here it stays the master's until the remote has ended, as it
   * was handed over (docs/troubleshooting.md).
   */
  @ParameterizedTest
  @ValueSource(strings = {"KILL", "TERM"})
  void a_killed_command_whose_remote_goes_on_is_gone_here_and_its_stdout_ends(String signal)
      throws Exception {
    Path home = machine.sshd().home();
    Process process = machine.startPiped("touch ~/begun; " + UNTIL_ITS_HOME_GOES);
    Waiting.until("the command runs", () -> Files.exists(home.resolve("begun")));

    Call.signal(process, signal);

    assertThat(process.waitFor(Sshd.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.getInputStream().readAllBytes()).isEmpty();
    Waiting.until("nothing is left", () -> machine.strays().isEmpty());
    assertThat(machine.isConnected()).isTrue();
  }

  private static void writeNoise(OutputStream out) throws IOException {
    Random noise = new Random(1);
    byte[] block = new byte[1 << 20];
    for (int written = 0; written < BIG; written += block.length) {
      noise.nextBytes(block);
      out.write(block);
    }
  }

  private static String hex(MessageDigest digest) {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException everySha256CanBeCloned) {
      throw new AssertionError(everySha256CanBeCloned);
    }
  }
}
