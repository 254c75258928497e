package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.ArgvWatch;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Local;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Masters;
import dev.dokployprovider.e2e.support.NeedsDocker;
import dev.dokployprovider.e2e.support.Noise;
import dev.dokployprovider.e2e.support.RealMachine;
import dev.dokployprovider.e2e.support.UnfinishedEntry;
import dev.dokployprovider.e2e.support.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of `command` (docs/reference/devpod.md §2.4) on one real machine, by the installed
 * program; the launcher's own tests hold it under each shell.
 */
@Tag("lifecycle")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsDocker
class CommandScenario {
  /** DevPod ends a call whose first answer takes longer (docs/reference/devpod.md §2.4). */
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(20);

  /** Mebibytes: four times as many as may be held in memory. */
  private static final int MANY = 256;

  /** In kilobytes: ssh needs about ten megabytes, and buffers two or three more for each stream. */
  private static final long FLAT = 64 << 10;

  private final RealMachine real = new RealMachine();

  @BeforeAll
  void create_a_machine(@TempDir Path folder) {
    real.create(folder, "contract", "DOKPLOY_MACHINE_PACKAGES", "fish");
  }

  @AfterAll
  void delete_it() {
    real.close();
  }

  private Machine machine() {
    return real.machine();
  }

  @Test
  void the_exit_status_is_the_commands_own() {
    var passedOn = new TreeMap<Integer, Integer>();
    for (int status : List.of(0, 1, 4, 5, 44, 127, 130, 255)) {
      passedOn.put(status, machine().command("exit " + status).exitCode());
    }
    assertThat(passedOn).allSatisfy((status, got) -> assertThat(got).isEqualTo(status));
  }

  @Test
  void stdout_holds_the_commands_bytes_alone_and_stderr_stays_apart() throws IOException {
    Masters.end(machine());
    for (String state : List.of("no live connection", "a live connection")) {
      var outcome =
          machine().beginCommand("printf out; printf err >&2; exit 3").withInput("").end();
      assertThat(outcome).as(state).isEqualTo(new UnfinishedEntry.Outcome(3, "out", "err"));
    }
  }

  @Test
  void every_byte_value_comes_back_and_the_end_of_stdin_ends_only_that_direction()
      throws IOException {
    byte[] every = new byte[256 * 5];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    var call = machine().beginCommand("cat; printf 'after the end'");
    call.stdin().write(every);
    call.stdin().close();
    byte[] got = call.stdout().readAllBytes();

    assertThat(call.exitCode()).isZero();
    assertThat(Arrays.copyOf(got, every.length)).isEqualTo(every);
    assertThat(new String(got, every.length, got.length - every.length, StandardCharsets.UTF_8))
        .isEqualTo("after the end");
    assertThat(machine().command("cat").out()).isEmpty();
  }

  @Test
  void what_goes_up_while_as_much_comes_down_is_not_held_in_memory() throws Exception {
    var noise = new Noise();
    String expected = noise.sha256(MANY);
    var put = machine().beginCommand("cat >/tmp/noise");
    put.stdin().write(noise.block());
    put.stdin().close();
    assertThat(put.exitCode()).isZero();

    var up = machine().beginCommand("sha256sum | cut -d ' ' -f 1; cat /dev/null");
    var down = machine().beginCommand("seq %d | xargs -n 1 sh -c 'cat /tmp/noise'".formatted(MANY));
    var came =
        CompletableFuture.supplyAsync(
            () -> Noise.sha256(down.stdout()), task -> Thread.ofVirtual().start(task));
    noise.write(up.stdin(), MANY);
    long peak = Masters.peakKilobytes(up.process().pid());
    up.stdin().close();

    assertThat(up.end()).isEqualTo(new UnfinishedEntry.Outcome(0, expected + "\n", ""));
    assertThat(came.get(10, TimeUnit.MINUTES)).isEqualTo(expected);
    assertThat(down.exitCode()).isZero();
    assertThat(peak).as("kilobytes of the call").isLessThan(FLAT);
    assertThat(Masters.peakKilobytes(Masters.of(machine()).getFirst()))
        .as("kilobytes of the live connection")
        .isLessThan(FLAT);
  }

  @Test
  void a_command_as_long_as_any_with_everything_that_shells_trip_over_is_taken_literally()
      throws IOException {
    long seed = Long.getLong("soak.seed", 20_261_128);
    var random = new Random(seed);
    String alphabet = "ab '\"\\$`!%&*(){}[]<>|;#~\n\t=üß";
    var text = new StringBuilder();
    // Together with its name a variable has 128 KiB at the most, on Linux.
    while (text.length() < 100 * 1024) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }

    var outcome =
        machine()
            .beginCommand("cat <<'--END--'\n" + text + "\n--END--\nexit 3")
            .withInput("")
            .end();

    assertThat(outcome)
        .as("seed %d", seed)
        .isEqualTo(new UnfinishedEntry.Outcome(3, text.append('\n').toString(), ""));
  }

  @Test
  void the_login_shell_on_the_machine_need_not_be_POSIX() {
    machine().answer("usermod -s /usr/bin/fish root");
    Masters.end(machine());
    try {
      assertThat(machine().answer("for i in 1 2; do echo \"$i'\\$x\"; done; A=1 env | grep ^A="))
          .isEqualTo("1'$x\n2'$x\nA=1");
    } finally {
      machine().answer("usermod -s /bin/bash root");
      Masters.end(machine());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "INT", "TERM"})
  void a_killed_command_leaves_nothing_and_harms_no_other(String signal) throws Exception {
    var other = machine().beginCommand("echo begun; cat");
    var call = machine().beginCommand("echo begun; cat; touch /tmp/saw-the-end-" + signal);
    other.awaitLine("begun");
    call.awaitLine("begun");

    call.signal(signal);

    assertThat(call.exitCode()).isNotZero();
    // As with plain ssh: the remote reads the end of its stdin.
    machine().answer("until [ -e /tmp/saw-the-end-" + signal + " ]; do sleep 0.1; done");
    assertThat(other.withInput("unharmed").end())
        .isEqualTo(new UnfinishedEntry.Outcome(0, "unharmed", ""));
    assertThat(Local.processesWith(machine().folder().toString())).isEmpty();
    assertThat(Masters.of(machine())).hasSize(1);
  }

  @Test
  void forty_at_once_open_one_connection_and_each_gets_its_own() throws IOException {
    Masters.end(machine());
    var calls = new ArrayList<UnfinishedEntry>();
    for (int i = 0; i < 40; i++) {
      calls.add(machine().beginCommand("cat; echo " + i + "; exit " + i));
    }
    for (int i = 0; i < 40; i++) {
      assertThat(calls.get(i).withInput("in ").end())
          .isEqualTo(new UnfinishedEntry.Outcome(i, "in " + i + "\n", ""));
    }
    assertThat(Masters.of(machine())).hasSize(1);
    // All forty through the one: what MaxSessions on the machine must have room for.
    var together = new ArrayList<UnfinishedEntry>();
    for (int i = 0; i < 40; i++) {
      together.add(machine().beginCommand("echo begun; cat"));
    }
    for (var call : together) {
      call.awaitLine("begun");
    }
    together.forEach(call -> call.withInput(""));
    together.forEach(call -> assertThat(call.exitCode()).isZero());
    assertThat(Masters.of(machine())).hasSize(1);
  }

  @Test
  void the_command_stands_in_no_argv_at_any_time() throws IOException {
    try (var watch = ArgvWatch.start("top-secret-marker", "exec sh -c 'c=$")) {
      for (int i = 0; i < 3; i++) {
        Masters.end(machine());
        assertThat(machine().answer(": top-secret-marker; sleep 0.5; echo done")).isEqualTo("done");
        assertThat(machine().answer(": top-secret-marker; sleep 0.5; echo done")).isEqualTo("done");
      }
      assertThat(watch.sawTheKnown()).as("the watch sees what stands in an argv").isTrue();
      assertThat(watch.found()).isEmpty();
    }
  }

  @Test
  void a_machine_that_is_just_coming_up_answers_within_the_first_call() throws Exception {
    Masters.end(machine());
    String container = real.container();
    Engine.docker("exec", container, "sh", "-c", "kill -STOP " + SSHD);
    long start = System.nanoTime();
    var call = machine().beginCommand("echo through");
    try {
      Waiting.until(
          "the launcher has left it to Java",
          () ->
              Local.descendants(call.process())
                  .anyMatch(title -> title.contains("cli.Main connect")));
    } finally {
      Engine.docker("exec", container, "sh", "-c", "kill -CONT " + SSHD);
    }

    call.awaitLine("through");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FIRST_ANSWER);
    assertThat(call.withInput("").exitCode()).isZero();
  }

  /** The sshd that listens, and not those that serve a connection. */
  private static final String SSHD = "$(pgrep -o -f 'sshd.*-D')";
}
