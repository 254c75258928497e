package dev.dokployprovider.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.ssh.Address;
import dev.dokployprovider.provider.ssh.Sshd;
import dev.dokployprovider.provider.ssh.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the live connection comes to be, how it is told from a dead or a foreign one. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.dokployprovider.launcher.Shell#tested")
class ConnectionTest {
  @Parameter private Shell shell;
  @TempDir private Path temp;
  private Machine machine;

  @BeforeEach
  void start_a_machine() throws IOException {
    machine = new Machine(temp, shell);
  }

  @AfterEach
  void end_it() {
    if (machine != null) {
      machine.close();
    }
  }

  @Test
  void the_first_command_opens_it_and_the_next_ones_use_it() throws Exception {
    assertThat(machine.command("echo one")).isEqualTo(Outcome.of(0, "one\n"));
    assertThat(machine.command("echo two")).isEqualTo(Outcome.of(0, "two\n"));
    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "Running\n"));

    assertThat(machine.sshd().logins()).isEqualTo(1);
    assertThat(machine.javaCalls()).isEmpty();
    Waiting.until("nothing is left", () -> machine.strays().isEmpty());
  }

  @Test
  void status_opens_it_too() throws Exception {
    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "Running\n"));

    assertThat(machine.isConnected()).isTrue();
    assertThat(machine.javaCalls()).isEmpty();
  }

  @Test
  void forty_commands_at_once_open_one() throws Exception {
    machine.javaDoes("ssh -F \"$MACHINE_FOLDER/ssh_config\" -O check machine");
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      calls.add(machine.startCommand("echo " + i));
      calls.getLast().stdin().close();
    }

    for (int i = 0; i < 40; i++) {
      assertThat(calls.get(i).end()).isEqualTo(Outcome.of(0, i + "\n"));
    }
    assertThat(machine.masters()).hasSize(1);
    Waiting.until("nothing is left", () -> machine.strays().isEmpty());
    assertThat(machine.socketFolder().resolve(machine.socket().getFileName() + ".lock"))
        .doesNotExist();
  }

  /** Each session takes four files of the master's, of which macOS gives a program 256. */
  @Test
  void the_master_may_open_as_many_files_as_the_system_lets_it() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/limits")), "skipped: no /proc here");
    Call call =
        machine.start(
            List.of("sh", "-c", "ulimit -S -n 200; exec \"$@\"", "sh"),
            Map.of("COMMAND", "echo hi"),
            "command");
    call.stdin().close();
    assertThat(call.end()).isEqualTo(Outcome.of(0, "hi\n"));

    Path limits = Path.of("/proc", "" + machine.masters().getFirst().pid(), "limits");
    assertThat(Files.readAllLines(limits))
        .filteredOn(line -> line.startsWith("Max open files"))
        .singleElement()
        .asString()
        .matches("Max open files +(\\d+) +\\1 +files *");
  }

  @Test
  void the_master_is_given_neither_an_option_nor_the_command() throws Exception {
    instead(
        "ssh",
        "case $* in *ControlMaster=auto*) env >'"
            + temp.resolve("master-environment")
            + "' ;; esac");
    Stream.of(Option.values())
        .map(Option::name)
        .filter(name -> name.startsWith("DOKPLOY_"))
        .forEach(name -> machine.set(name, "top-secret-" + name));
    machine.set("WORKSPACE_SOURCE", "git:https://top-secret-token@example.com");

    assertThat(machine.command("echo top-secret-command").stdout())
        .isEqualTo("top-secret-command\n");

    assertThat(temp.resolve("master-environment"))
        .content()
        .contains("MACHINE_FOLDER=")
        .doesNotContain("top-secret");
  }

  @Test
  void an_ssh_config_without_a_socket_leaves_both_to_Java() throws Exception {
    Path config = machine.files().config();
    Files.writeString(
        config,
        Files.readString(config).replaceFirst("ControlPath \"[^\"]*\"", "ControlPath none"));

    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "from Java: status\n"));
    assertThat(machine.command("true")).isEqualTo(Outcome.of(0, "from Java: command\n"));
    assertThat(machine.sshd().logins()).isZero();
  }

  @Test
  void it_keeps_nothing_of_the_caller_s_open() throws Exception {
    List<String> words = new ArrayList<>(shell.words());
    words.addAll(List.of(machine.installed().toString(), "command"));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("MACHINE_FOLDER", machine.files().folder().toString());
    builder.environment().put("COMMAND", "echo out; echo err >&2");
    Process process = builder.start();
    process.getOutputStream().close();

    // Ends only when no process has the other ends open any more.
    assertThat(toTheEnd(process.getInputStream())).isEqualTo("out\n");
    assertThat(toTheEnd(process.getErrorStream())).isEqualTo("err\n");
    assertThat(machine.isConnected()).isTrue();
  }

  private static String toTheEnd(InputStream stream) throws Exception {
    return CompletableFuture.supplyAsync(
            () -> {
              try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
              } catch (IOException e) {
                return e.toString();
              }
            },
            Thread::startVirtualThread)
        .get(Sshd.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void it_survives_the_end_of_the_caller_s_process_group() throws Exception {
    assumeTrue(Shell.isHere("setsid"), "skipped: there is no setsid here");
    Call call =
        machine.start(List.of("setsid"), Map.of("COMMAND", "touch ~/begun; cat"), "command");
    call.awaitFile(machine.sshd().home().resolve("begun"));

    new ProcessBuilder("kill", "-KILL", "--", "-" + call.process().pid()).start().waitFor();

    assertThat(call.exit()).isNotZero();
    assertThat(machine.isConnected()).isTrue();
    Waiting.until("nothing is left", () -> machine.strays().isEmpty());
  }

  @Test
  void the_socket_of_a_killed_master_is_replaced() throws Exception {
    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "Running\n"));
    machine.masters().forEach(ProcessHandle::destroyForcibly);
    Waiting.until("the master is gone", () -> machine.masters().isEmpty());
    assertThat(machine.socket()).exists();

    assertThat(machine.command("echo again")).isEqualTo(Outcome.of(0, "again\n"));
    assertThat(machine.masters()).hasSize(1);
    assertThat(machine.javaCalls()).isEmpty();
  }

  @Test
  void a_stopped_master_is_left_alone_and_replaced() throws Exception {
    Call running = machine.startCommand("touch ~/begun; cat; exit 4");
    running.awaitFile(machine.sshd().home().resolve("begun"));
    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "Running\n"));
    ProcessHandle stopped = machine.masters().getFirst();
    Waiting.stop(stopped);

    Outcome outcome = machine.command("echo through; exit 3");

    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.stdout()).isEqualTo("through\n");
    assertThat(outcome.stderr())
        .contains("its process (" + stopped.pid() + ") on this computer is stopped or hangs");
    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "Running\n"));
    assertThat(machine.sshd().logins()).isEqualTo(2);
    Waiting.resume(stopped);
    running.stdin().write("unharmed".getBytes(StandardCharsets.UTF_8));
    running.stdin().close();
    assertThat(running.end()).isEqualTo(Outcome.of(4, "unharmed"));
    assertThat(machine.javaCalls()).isEmpty();
  }

  @Test
  void a_stopped_master_is_seen_where_no_process_was_recorded_too() throws Exception {
    machine.connect();
    Waiting.stop(machine.masters().getFirst());
    Files.deleteIfExists(record(".pid"));

    assertThat(machine.call("status").stdout()).isEqualTo("Running\n");
    assertThat(machine.sshd().logins()).isEqualTo(2);
  }

  @Test
  void a_stopped_master_is_not_named_by_the_process_of_an_earlier_one() throws Exception {
    machine.connect();
    Waiting.stop(machine.masters().getFirst());
    String other = Long.toString(ProcessHandle.current().pid());
    Files.writeString(record(".pid"), other + "\n");

    assertThat(machine.command("true").stderr())
        .contains("its process on this computer is stopped or hangs")
        .doesNotContain(other);
  }

  @Test
  void a_process_that_only_has_the_master_s_number_is_not_taken_for_it() throws Exception {
    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "Running\n"));
    machine.masters().forEach(ProcessHandle::destroyForcibly);
    Waiting.until("the master is gone", () -> machine.masters().isEmpty());
    machine.sshd().stop();
    Files.writeString(record(".pid"), ProcessHandle.current().pid() + "\n");

    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "from Java: status\n"));
  }

  @Test
  void a_machine_that_went_away_is_not_Running() throws Exception {
    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "Running\n"));

    machine.sshd().stop();
    Waiting.until("the master has noticed", () -> machine.masters().isEmpty());

    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "from Java: status\n"));
  }

  @Test
  void a_lock_whose_holder_was_killed_blocks_no_other() throws Exception {
    Process killed = new ProcessBuilder("true").start();
    killed.waitFor();
    Files.writeString(record(".lock"), killed.pid() + "\n");
    instead("sleep", "echo slept >&2");

    assertThat(machine.command("echo one")).isEqualTo(Outcome.of(0, "one\n"));
    assertThat(machine.masters()).hasSize(1);
    assertThat(record(".lock")).doesNotExist();
  }

  @Test
  void a_lock_that_is_never_released_is_waited_for_no_longer_than_8_s() throws Exception {
    Files.writeString(record(".lock"), ProcessHandle.current().pid() + "\n");

    assertThat(machine.command("echo one")).isEqualTo(Outcome.of(0, "one\n"));
    assertThat(machine.masters()).hasSize(1);
  }

  @Test
  void who_waited_for_one_that_failed_leaves_it_to_Java() throws Exception {
    machine.sshd().stop();
    Process holder = new ProcessBuilder("sleep", "1000").start();
    Files.writeString(record(".lock"), holder.pid() + "\n");
    Call call = machine.start(List.of(), Map.of(), "status");
    call.stdin().close();

    Files.delete(record(".lock"));

    assertThat(call.end()).isEqualTo(Outcome.of(0, "from Java: status\n"));
    assertThat(record(".lock")).doesNotExist();
    holder.destroyForcibly();
  }

  @Test
  void a_folder_that_was_cleaned_away_is_recreated() throws Exception {
    Files.delete(machine.socketFolder());

    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "Running\n"));
    assertThat(Files.getPosixFilePermissions(machine.socketFolder()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void a_socket_in_a_folder_that_others_may_write_is_not_used() throws Exception {
    machine.connect();
    Files.setPosixFilePermissions(
        machine.socketFolder(), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "from Java: status\n"));
    assertThat(machine.command("echo direct").stdout()).isEqualTo("direct\n");
    assertThat(machine.sshd().logins()).isEqualTo(2);
    assertThat(machine.javaCalls()).contains("connect");
  }

  @Test
  void a_folder_or_a_socket_of_another_user_is_not_used() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root"),
        "skipped: only root can give a folder to another user");
    machine.connect();
    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "Running\n"));

    Files.setAttribute(machine.socket(), "unix:uid", 65534);
    assertThat(machine.call("status")).isNotEqualTo(Outcome.of(0, "Running\n"));
    Files.setAttribute(machine.socket(), "unix:uid", 0);
    Files.setAttribute(machine.socketFolder(), "unix:uid", 65534);
    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "from Java: status\n"));
    assertThat(machine.command("echo direct").stdout()).isEqualTo("direct\n");
    assertThat(machine.javaCalls()).contains("connect");
  }

  @Test
  void where_the_machine_is_not_Java_looks_for_it_and_the_command_goes_on() throws Exception {
    machine.leadTo(new Address("127.0.0.1", Sshd.freePort()));
    Path moved = machine.configFor(machine.sshd().address());
    machine.javaDoes("echo looking; cp '" + moved + "' \"$MACHINE_FOLDER/ssh_config\"");
    // This one, other than Java, leaves no live connection.
    machine.javaDials();

    Call call = machine.startCommand("cat");
    call.stdin().write("all of stdin".getBytes(StandardCharsets.UTF_8));
    call.stdin().close();

    assertThat(call.end()).isEqualTo(new Outcome(0, "all of stdin", "looking\n"));
    assertThat(machine.javaCalls()).contains("connect", "stdin 0");
  }

  @Test
  void what_Java_cannot_reach_ends_with_255_and_its_words_on_stderr() throws Exception {
    machine.sshd().stop();
    machine.javaDoes("echo 'no way leads there'; exit 7");

    assertThat(machine.command("echo never"))
        .isEqualTo(new Outcome(255, "", "no way leads there\n"));
  }

  @Test
  void a_caller_who_ends_the_search_ends_Java_too() throws Exception {
    machine.sshd().stop();
    machine.javaDoes("echo $$ >\"$here/pid\"; exec sleep 1000");
    Call call = machine.startCommand("echo never");
    Path pid = machine.runtime().resolve("pid");
    Waiting.until("Java runs", () -> Files.exists(pid) && !Files.readString(pid).isEmpty());

    call.signal("TERM");

    assertThat(call.exit()).isEqualTo(128 + 15);
    long java = Long.parseLong(Files.readString(pid).strip());
    Waiting.until(
        "Java has ended", () -> !ProcessHandle.of(java).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void a_caller_who_is_killed_in_the_search_is_told_to_Java_by_its_number() throws Exception {
    machine.sshd().stop();
    // What Java does with it is Java's own; here a loop stands for it.
    machine.javaDoes(
        "echo $verb >\"$here/caller\"; while kill -0 $verb 2>/dev/null; do sleep 0.1; done");
    Process process = machine.startPiped("echo never");
    Path caller = machine.runtime().resolve("caller");
    Waiting.until("Java runs", () -> Files.exists(caller) && Files.size(caller) > 0);

    Call.signal(process, "KILL");

    assertThat(Files.readString(caller)).isEqualTo(process.pid() + "\n");
    Waiting.until("nothing is left", () -> machine.strays().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void a_caller_who_ends_the_opening_ends_all_of_it(String signal) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      machine.leadTo(new Address("127.0.0.1", silent.getLocalPort()));
      Call call = machine.startCommand("echo never");
      // Kept, as one that nobody refers to is closed at some time.
      try (var _ = silent.accept()) {
        call.signal(signal);

        // zsh ends by itself, with 1, when its terminal hangs up.
        assertThat(call.exit())
            .isEqualTo(
                shell == Shell.ZSH && signal.equals("HUP")
                    ? 1
                    : 128 + Map.of("HUP", 1, "INT", 2, "TERM", 15).get(signal));
      }
      Waiting.until("nothing is left", () -> machine.strays().isEmpty());
      assertThat(machine.javaCalls()).isEmpty();
    }
  }

  @Test
  void a_master_that_dies_as_it_is_asked_is_replaced_and_the_command_goes_on() throws Exception {
    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "Running\n"));
    theMasterDiesAsItIsAsked();
    machine.javaDials();

    Call call = machine.startCommand("cat; echo err >&2; exit 7");
    call.stdin().write("all of stdin".getBytes(StandardCharsets.UTF_8));
    call.stdin().close();

    assertThat(call.end()).isEqualTo(new Outcome(7, "all of stdin", "err\n"));
    assertThat(machine.javaCalls()).containsExactly("dial");
    assertThat(machine.masters()).hasSize(1);
    Waiting.until("nothing is left", () -> machine.strays().isEmpty());
  }

  @Test
  void where_another_machine_is_by_then_Java_looks_and_the_command_goes_on() throws Exception {
    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "Running\n"));
    Path moved = machine.configFor(machine.sshd().address());
    try (Sshd other = Sshd.start(temp.resolve("other"))) {
      Files.copy(
          machine.configFor(other.address()),
          machine.files().config(),
          StandardCopyOption.REPLACE_EXISTING);
      theMasterDiesAsItIsAsked();
      machine.javaDoes("echo looking; cp '" + moved + "' \"$MACHINE_FOLDER/ssh_config\"");
      machine.javaDials();
      machine.set("DOKPLOY_API_TOKEN", "token");

      Call call = machine.startCommand("cat");
      call.stdin().write("all of stdin".getBytes(StandardCharsets.UTF_8));
      call.stdin().close();

      assertThat(call.end()).isEqualTo(new Outcome(0, "all of stdin", "looking\n"));
      assertThat(machine.javaCalls()).contains("connect", "stdin 0").endsWith("dial");
      assertThat(other.logins()).isZero();
    }
  }

  @Test
  void where_nobody_is_by_then_Java_s_words_are_all_that_is_said() throws Exception {
    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "Running\n"));
    Files.copy(
        machine.configFor(new Address("127.0.0.1", Sshd.freePort())),
        machine.files().config(),
        StandardCopyOption.REPLACE_EXISTING);
    theMasterDiesAsItIsAsked();
    machine.javaDoes("echo 'no way leads there'; exit 7");

    assertThat(machine.command("echo never"))
        .isEqualTo(new Outcome(255, "", "no way leads there\n"));
  }

  private void theMasterDiesAsItIsAsked() throws IOException {
    instead(
        "ssh",
        "case \" $* \" in *' -T '*) kill -KILL $(cat '"
            + record(".pid")
            + "'); while [ -s /proc/$(cat '"
            + record(".pid")
            + "')/cmdline ]; do sleep 0.1; done ;; esac");
  }

  /** Puts a program of that name first on the PATH, which does something before the real one. */
  private void instead(String program, String shellText) throws IOException {
    Path bin = Files.createDirectories(temp.resolve("bin"));
    Executable.write(
        bin.resolve(program),
        "#!/bin/sh\nPATH=${PATH#*:}\n" + shellText + "\nexec " + program + " \"$@\"\n");
    machine.set("PATH", bin + ":" + System.getenv("PATH"));
  }

  private Path record(String suffix) {
    return machine.socketFolder().resolve(machine.socket().getFileName() + suffix);
  }
}
