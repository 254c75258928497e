package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.machine.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void in_a_log_each_event_is_a_line() {
    var progress = new PlainProgress(out, nanos::get);
    run(progress);
    assertThat(lines())
        .isEqualTo(
            """
            Building the machine ...
              Waiting in the queue
            Building the machine: done (1.5 s)
            """);
  }

  @Test
  void on_a_terminal_a_step_is_one_line_that_is_written_over() {
    var progress = new TerminalProgress(out, nanos::get, false);
    run(progress);
    assertThat(lines())
        .isEqualTo(
            "\r\u001B[2K  Building the machine ..."
                + "\r\u001B[2K  Waiting in the queue"
                + "\r\u001B[2K✓ Building the machine  1.5 s\n");
  }

  @Test
  void a_line_that_is_too_long_for_the_terminal_is_cut() {
    var progress = new TerminalProgress(out, nanos::get, false);
    progress.working("build", "x".repeat(200));
    assertThat(lines()).isEqualTo("\r\u001B[2K  " + "x".repeat(76) + "…");
  }

  @Test
  void colour_is_shown_only_where_it_is_welcome() {
    run(new TerminalProgress(out, nanos::get, true));
    assertThat(lines()).endsWith("\u001B[32m✓\u001B[0m Building the machine  1.5 s\n");
  }

  @Test
  void a_step_that_fails_says_so_and_the_failure_goes_on() {
    var progress = new PlainProgress(out, nanos::get);
    assertThatThrownBy(() ->
            progress.step(
                "build",
                "Building the machine",
                () -> {
                  throw new IllegalStateException("no");
                }))
        .hasMessage("no");
    assertThat(lines()).endsWith("Building the machine: failed (0.0 s)\n");
  }

  @Test
  void what_takes_minutes_is_told_in_minutes() {
    assertThat(Took.text(Duration.ofSeconds(59))).isEqualTo("59.0 s");
    assertThat(Took.text(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
  }

  private void run(Progress progress) {
    progress.step(
        "build",
        "Building the machine",
        () -> {
          progress.working("build", "Waiting in the queue");
          nanos.addAndGet(Duration.ofMillis(1500).toNanos());
        });
  }

  private String lines() {
    return shown.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
