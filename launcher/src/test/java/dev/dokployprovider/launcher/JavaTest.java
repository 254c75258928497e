package dev.dokployprovider.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher leaves to Java, and how it starts it. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.dokployprovider.launcher.Shell#tested")
class JavaTest {
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx64m",
          "-XX:ReservedCodeCacheSize=32m",
          "-XX:CompressedClassSpaceSize=32m",
          "-XX:-UsePerfData",
          "-Xlog:disable",
          "-XX:+DisplayVMOutputToStderr",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:ErrorFile=/dev/null");

  private static final List<String> MAIN =
      List.of("-m", "dev.dokployprovider.provider/dev.dokployprovider.provider.cli.Main");

  @Parameter private Shell shell;
  @TempDir private Path temp;
  private Machine machine;

  @BeforeEach
  void install() throws IOException {
    machine = new Machine(temp, shell);
    machine.sshd().stop();
    machine.set("LC_ALL", "C.utf8");
  }

  @AfterEach
  void end_it() {
    if (machine != null) {
      machine.close();
    }
  }

  /** Those for a short run, and where the launcher is. */
  private List<String> flags() {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add("-Ddokploy.provider.launcher=" + machine.installed());
    // No stream of a test is a terminal.
    flags.add("-Ddokploy.provider.terminals=");
    return flags;
  }

  private static List<String> words(List<String> flags, String... rest) {
    List<String> words = new ArrayList<>(flags);
    words.addAll(MAIN);
    words.addAll(List.of(rest));
    return words;
  }

  @Test
  void every_other_verb_is_Java_s_with_its_arguments_as_they_are() throws Exception {
    assertThat(machine.call("options", "a b", "", "*", "$x"))
        .isEqualTo(Outcome.of(0, "from Java: $x\n"));
    assertThat(machine.javaCalls())
        .isEqualTo(words(flags(), "options", "a b", "", "*", "$x", "LC_ALL=C.utf8", "stdin 0"));
  }

  @ParameterizedTest
  @CsvSource({
    // what is typed, DOKPLOY_PROGRESS, the line
    "create web,             '',    Looking for the machine",
    "start web --debug,      '',    Looking for the machine",
    "stop web,               plain, Looking for the machine",
    "delete web,             auto,  Looking for the machine",
    "describe web,           '',    Looking for the machine",
    "logs web -f,            '',    Looking for the machine",
    "backup web file,        '',    Looking for the machine",
    "restore web file,       '',    Looking for the machine",
    "list,                   '',    Looking for the machines",
    "doctor,                 '',    Checking",
    "doctor web,             '',    Checking",
    "prune,                  '',    Looking for what is left over",
    "list -- --json,         '',    Looking for the machines",
    // A script reads them, a person wants no more, or DevPod calls.
    "create web,             quiet, ''",
    "create web,             json,  ''",
    "create web -q,          '',    ''",
    "list --json,            '',    ''",
    "doctor --help,          '',    ''",
    "prune -h,               '',    ''",
    "list -V,                '',    ''",
    "create,                 '',    ''",
    "describe,               '',    ''",
    "status,                 '',    ''",
    "status web,             '',    ''",
    "init,                   '',    ''",
    "options,                '',    ''",
    "ssh web,                '',    ''",
  })
  void what_must_ask_the_server_says_so_before_Java_begins(String typed, String form, String line)
      throws Exception {
    machine.set("DOKPLOY_PROGRESS", form);

    assertThat(machine.call(typed.split(" ", -1)).stderr())
        .isEqualTo(line.isEmpty() ? "" : line + " ...\n");
    // What is on its way is not said once more.
    assertThat(machine.javaCalls().contains("-Ddokploy.provider.first=" + line))
        .isEqualTo(!line.isEmpty());
  }

  @Test
  void on_a_terminal_that_line_stays_open_for_Java_to_write_over() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script is not installed");
    for (var line :
        Map.of(
                "status web", "  Looking for the machine ...from Java: web\r\n",
                "list --json", "from Java: --json\r\n")
            .entrySet()) {
      var builder =
          new ProcessBuilder(
                  "script",
                  "-qec",
                  String.join(" ", shell.words())
                      + " '"
                      + machine.installed()
                      + "' "
                      + line.getKey(),
                  "/dev/null")
              .redirectInput(Path.of("/dev/null").toFile());
      builder.environment().put("TERM", "xterm");
      var process = builder.start();
      assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .describedAs(line.getKey())
          .isEqualTo(line.getValue());
    }
  }

  /** Java would have a file of its own there, and ssh would send that to the machine. */
  @ParameterizedTest
  @ValueSource(strings = {"<&-", "</dev/null >&-", "</dev/null 2>&-", "<&- >&- 2>&-"})
  void a_stream_that_the_caller_has_closed_is_empty_for_Java(String closed) throws Exception {
    Path seen = temp.resolve("streams");
    machine.javaDoes(
        "for n in 0 1 2; do [ ! -e /dev/fd/$n ] || echo $n; done >'%s.part'; mv '%s.part' '%s'"
            .formatted(seen, seen, seen));
    List<String> words = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" " + closed, "sh"));
    words.addAll(shell.words());
    words.addAll(List.of(machine.installed().toString(), "version"));

    ShippedFile.run(words);

    assertThat(Files.readAllLines(seen)).containsExactly("0", "1", "2");
  }

  @Test
  void Java_s_exit_status_is_the_launcher_s() throws Exception {
    machine.javaDoes("echo wrong >&2; exit 44");

    assertThat(machine.call("create")).isEqualTo(new Outcome(44, "", "wrong\n"));
  }

  @Test
  void the_AOT_cache_that_is_named_by_the_runtime_s_content_is_used_by_its_absolute_path()
      throws Exception {
    Files.writeString(machine.runtime().resolve("content"), "0123abc\n");
    Files.writeString(machine.runtime().resolveSibling("runtime-0123abd.aot"), "another's");
    Path cache =
        Files.writeString(machine.runtime().resolveSibling("runtime-0123abc.aot"), "its own");
    List<String> flags = flags();
    flags.add("-XX:AOTCache=" + cache);

    machine.call("version");

    assertThat(machine.javaCalls()).isEqualTo(words(flags, "version", "LC_ALL=C.utf8", "stdin 0"));
  }

  @Test
  void who_carries_bytes_gets_the_compiler_that_is_made_for_long_runs() throws Exception {
    List<String> flags = flags();
    flags.set(1, "-XX:+TieredCompilation");

    machine.call("dial", "host", "443", "name");

    assertThat(machine.javaCalls())
        .isEqualTo(words(flags, "dial", "host", "443", "name", "LC_ALL=C.utf8", "stdin 0"));
  }

  @Test
  void options_for_any_JVM_are_not_for_this_one() throws Exception {
    machine.set("JAVA_TOOL_OPTIONS", "-Dx");
    machine.set("JDK_JAVA_OPTIONS", "-Dx");
    machine.set("_JAVA_OPTIONS", "-Dx");

    machine.call("version");

    assertThat(machine.javaCalls())
        .isEqualTo(words(flags(), "version", "LC_ALL=C.utf8", "stdin 0"));
  }

  @Test
  void a_locale_without_UTF_8_gets_one() throws Exception {
    machine.unset("LC_ALL");
    machine.set("LANG", "C");

    machine.call("version");

    assertThat(machine.javaCalls()).contains("LC_ALL=C.UTF-8");
  }

  @Test
  void it_finds_its_folder_behind_links() throws Exception {
    Path bin = Files.createDirectories(temp.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("first"), Path.of("../in stalled/dokploy-provider"));
    Files.createSymbolicLink(bin.resolve("second"), bin.resolve("first"));

    for (String how : List.of("bin/first", bin + "/second", "./bin/../bin/second")) {
      List<String> words = new ArrayList<>(shell.words());
      words.addAll(List.of(how, "version"));
      Process process =
          new ProcessBuilder(words)
              .directory(temp.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .start();
      assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .describedAs(how)
          .isEqualTo("from Java: version\n");
    }
  }

  @Test
  void it_is_found_on_the_PATH() throws Exception {
    Path bin = Files.createDirectories(temp.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("dokploy-provider"), machine.installed());
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", "dokploy-provider version")
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true);
    builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
    Process process = builder.start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("from Java: version\n");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bin/java", "lib/libjli.so", "lib/modules", "lib/server/libjvm.so"})
  void a_missing_runtime_is_said_and_is_no_fault_of_the_machine_s(String file) throws Exception {
    Files.write(machine.runtime().resolve(file), new byte[0]);

    assertThat(machine.call("status"))
        .isEqualTo(
            new Outcome(
                3,
                "",
                "dokploy-provider: Its Java runtime is missing or damaged ("
                    + machine.runtime()
                    + ").\n  A copy of this file alone has none: make a link to it instead (ln -s)."
                    + "\n  > Install the provider again.\n"));
    assertThat(machine.command("true").exit()).isEqualTo(255);
    machine.unset("MACHINE_FOLDER");
    assertThat(machine.command("true").exit()).isEqualTo(255);
  }

  @Test
  void a_limit_of_the_address_space_that_is_too_low_for_Java_is_said() throws Exception {
    Call call =
        machine.start(
            List.of("bash", "-c", "ulimit -v 300000 && exec \"$@\"", "-"), Map.of(), "status");
    call.stdin().close();

    assertThat(call.end())
        .isEqualTo(
            new Outcome(
                3,
                "",
                "dokploy-provider: The limit of this shell's address space is too low for Java:"
                    + " 300000 kB.\n"
                    + "  > Raise it to 400000 kB or more (ulimit -v 400000).\n"));
  }

  @Test
  void a_Java_of_the_user_s_own_runs_our_modules() throws Exception {
    Path other = temp.resolve("other java");
    Executable.write(
        other,
        "#!/bin/sh\nif [ \"${*##* }\" = -version ]; then echo 'openjdk version \"25.0.1\"' >&2;"
            + " else echo \"$1 from the other\"; fi\n");
    machine.set("DOKPLOY_JAVA", other.toString());

    assertThat(machine.call("version"))
        .isEqualTo(Outcome.of(0, "-XX:+UseSerialGC from the other\n"));
  }

  @Test
  void a_Java_that_is_too_old_is_not_taken() throws Exception {
    Path other = temp.resolve("old");
    Executable.write(other, "#!/bin/sh\necho 'openjdk version \"21.0.1\"' >&2\n");
    machine.set("DOKPLOY_JAVA", other.toString());

    Outcome outcome = machine.call("version");
    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.stderr()).contains("no Java 25").contains("21.0.1").contains("DOKPLOY_JAVA");
  }

  @Test
  void without_a_machine_s_folder_or_ssh_config_status_and_command_are_Java_s() throws Exception {
    Files.delete(machine.files().config());
    assertThat(machine.call("status").stdout()).isEqualTo("from Java: status\n");
    assertThat(machine.command("true").stdout()).isEqualTo("from Java: command\n");

    machine.unset("MACHINE_FOLDER");
    assertThat(machine.call("status").stdout()).isEqualTo("from Java: status\n");
    assertThat(machine.command("true").stdout()).isEqualTo("from Java: command\n");
  }

  @Test
  void without_an_ssh_client_Java_may_say_so() throws Exception {
    Path bin = Files.createDirectories(temp.resolve("few"));
    for (String program : List.of("grep", "env", "wc", "tr", "rm", "sleep", "ls")) {
      Executable.write(
          bin.resolve(program), "#!/bin/sh\nPATH=/usr/bin:/bin exec " + program + " \"$@\"\n");
    }
    machine.set("PATH", bin.toString());

    assertThat(machine.call("status").stdout()).isEqualTo("from Java: status\n");
    assertThat(machine.command("true").stdout()).isEqualTo("from Java: command\n");
  }

  @Test
  void a_Stopped_of_just_now_is_believed_without_Java() throws Exception {
    remember(Long.toString(Instant.now().getEpochSecond()));

    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "Stopped\n"));
    assertThat(machine.javaCalls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-10, -3600, 60})
  void an_older_Stopped_or_one_of_the_future_is_not_believed(long seconds) throws Exception {
    remember(Long.toString(Instant.now().getEpochSecond() + seconds));

    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "from Java: status\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0899", "x", "99999999999999999999", "1 + 1", "$(id)", "-5"})
  void a_Stopped_that_is_no_time_is_not_believed(String text) throws Exception {
    remember(text);

    assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "from Java: status\n"));
  }

  private void remember(String text) throws IOException {
    Path cache = Files.createDirectories(machine.files().folder().resolve("cache"));
    Files.writeString(cache.resolve("stopped"), text + "\n");
  }
}
