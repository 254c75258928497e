package dev.dokployprovider.provider.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions on a real terminal: one of util-linux's `script`, whose standard input types. */
class TerminalTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String CTRL_C = "\u0003";

  /** Waits up to ten seconds for the terminal's echo, and says whether it is there. */
  private static final String SAY_ECHO =
      "n=0; while [ $n -lt 100 ] && stty -a | grep -q -e -echo\\\\b; do sleep 0.1; n=$((n+1)); done;"
          + " if stty -a | grep -q -e -echo\\\\b; then echo no echo; else echo an echo; fi";

  @TempDir private Path folder;

  /** What is typed at the question. */
  static final class Asks {
    private Asks() {}

    static void main(String[] args) throws IOException {
      var answer = Terminal.open().orElseThrow().ask("secret", Boolean.parseBoolean(args[1]));
      Files.writeString(Path.of(args[0]), answer.orElse("none"));
    }
  }

  @BeforeEach
  void needsUtilLinux() {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, "script"))
            .anyMatch(Files::isExecutable),
        "there is no `script` of util-linux here");
  }

  @Test
  void a_secret_is_read_and_not_shown_and_the_echo_comes_back() throws Exception {
    String seen = onTerminal(asks(true) + "; " + SAY_ECHO, "secret: ", "the key\n");

    assertThat(answer()).isEqualTo("the key");
    assertThat(seen).doesNotContain("the key").contains("an echo");
  }

  @Test
  void what_is_no_secret_is_shown() throws Exception {
    assertThat(onTerminal(asks(false), "secret: ", "an address\n")).contains("an address");
    assertThat(answer()).isEqualTo("an address");
  }

  @Test
  void after_Ctrl_C_the_echo_comes_back() throws Exception {
    assertThat(onTerminal("trap : INT; " + asks(true) + "; " + SAY_ECHO, "secret: ", CTRL_C))
        .contains("an echo");
    assertThat(answer()).isEmpty();
  }

  /** DevPod ends at once, and a shell with job control takes the terminal back. */
  @Test
  void after_Ctrl_C_the_echo_comes_back_though_the_client_ended_before() throws Exception {
    Path client = folder.resolve("client");
    Files.writeString(
        client, "trap 'exit 130' INT\nenv --default-signal=INT " + asks(true) + " &\nwait $!\n");

    assertThat(
            onTerminal(
                "set -m; sh " + client + "; echo ended with $?; " + SAY_ECHO, "secret: ", CTRL_C))
        .contains("ended with 130", "an echo");
  }

  /** A shell that edits its next line itself has no echo of the terminal, which stays so. */
  @Test
  void after_Ctrl_C_a_terminal_whose_lines_are_edited_is_left_alone() throws Exception {
    String edits = "trap : INT; " + asks(true) + "; stty -a | grep -o -e -icanon -e '-echo\\b'";

    assertThat(onTerminal("stty -icanon; " + edits, "secret: ", CTRL_C))
        .contains("-icanon", "-echo");
  }

  private String answer() throws IOException {
    return Files.exists(file()) ? Files.readString(file()) : "";
  }

  private Path file() {
    return folder.resolve("answer");
  }

  private String asks(boolean secret) {
    return Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Asks.class.getName(),
            file().toString(),
            String.valueOf(secret))
        .map(word -> "'" + word + "'")
        .collect(joining(" "));
  }

  /** Runs a shell's text on a terminal, types once a text is seen, and gives all that was seen. */
  private String onTerminal(String text, String until, String typed) throws Exception {
    Path script = folder.resolve("script");
    Files.writeString(script, text);
    Process process =
        new ProcessBuilder(
                List.of(
                    "env", "--default-signal=INT", "script", "-qec", "sh " + script, "/dev/null"))
            .redirectErrorStream(true)
            .start();
    try (OutputStream keys = process.getOutputStream()) {
      var seen =
          CompletableFuture.supplyAsync(
              () -> type(process, keys, until, typed), Thread::startVirtualThread);
      return seen.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String type(Process process, OutputStream keys, String until, String typed) {
    var seen = new StringBuilder();
    boolean waits = true;
    try (var screen = new InputStreamReader(process.getInputStream(), UTF_8)) {
      for (int one = screen.read(); one >= 0; one = screen.read()) {
        seen.append((char) one);
        if (waits && seen.indexOf(until) >= 0) {
          waits = false;
          keys.write(typed.getBytes(UTF_8));
          keys.flush();
        }
      }
      assertThat(waits).as("never asked: " + seen).isFalse();
      return seen.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
