package dev.dokployprovider.provider.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it prints of a real deployment is shown in e2e. */
class LogsVerbTest {
  @TempDir Path home;

  @Test
  void a_line_of_a_build_can_not_move_the_cursor() {
    assertThat(LogsVerb.plain("\u001B[32mok\u001B[0m\u001B[2J\ta\rb\u0007")).isEqualTo("ok\tab");
  }

  @Test
  void nothing_more_is_read_when_nobody_reads_what_is_printed() {
    var lines = new ByteArrayInputStream("one\ntwo\n".repeat(100_000).getBytes(UTF_8));
    LogsVerb.print(
        lines,
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            },
            true,
            UTF_8));
    assertThat(lines.available()).isPositive();
  }

  @Test
  void what_shows_the_log_of_docker_goes_on_only_where_that_is_asked_for() {
    assertThat(LogsVerb.dockerdLog(5, false)).contains("tail -n 5 ").doesNotContain("-F");
    assertThat(LogsVerb.dockerdLog(5, true))
        .contains("tail -n 5 -F /var/log/devpod-machine/dockerd.log");
  }

  @Test
  void what_shows_the_log_of_docker_ends_where_nothing_is_followed()
      throws IOException, InterruptedException {
    var process = shell(Files.writeString(home.resolve("log"), "first\nlast\n"), 1, false);
    assertThat(process.inputReader(StandardCharsets.UTF_8).lines()).containsExactly("last");
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void what_follows_the_log_of_docker_ends_with_who_reads_it_and_leaves_no_process()
      throws IOException, InterruptedException {
    var process = shell(Files.writeString(home.resolve("log"), "first\nlast\n"), 5, true);
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("first");
      assertThat(lines.readLine()).isEqualTo("last");
      Files.writeString(home.resolve("log"), "more\n", StandardOpenOption.APPEND);
      assertThat(lines.readLine()).isEqualTo("more");
      var started = process.descendants().toList();
      assertThat(started).isNotEmpty();

      process.outputWriter().close();

      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      for (var one : started) {
        assertThat(one.onExit().orTimeout(10, TimeUnit.SECONDS).join().isAlive()).isFalse();
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }

  private static Process shell(Path log, int lines, boolean follow) throws IOException {
    var command =
        LogsVerb.dockerdLog(lines, follow)
            .replace("/var/log/devpod-machine/dockerd.log", log.toString());
    return new ProcessBuilder("sh", "-c", command)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "10001"})
  void the_number_of_lines_has_bounds(String number) {
    var desk = new Desk(home).server("https://d.example.com", "key");
    assertThatThrownBy(() -> desk.run(List.of("logs", "web", "--tail=" + number)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().toString()).contains("from 1 to 10000"));
  }
}
