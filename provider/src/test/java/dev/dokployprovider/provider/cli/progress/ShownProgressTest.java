package dev.dokployprovider.provider.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.machine.time.StoppedTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShownProgressTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final StoppedTime time = new StoppedTime();
  private int columns = 40;
  private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
  private final ShownProgress plain =
      new ShownProgress(new PlainRenderer(false), out, time, () -> columns);

  @Test
  void no_ten_seconds_go_by_without_a_line() {
    plain.step("build", "Building", this::aMinute);
    assertThat(lines().lines())
        .containsExactly(
            "Building ...",
            "  Building: 9 s so far",
            "  Building: 18 s so far",
            "  Building: 27 s so far",
            "  Building: 36 s so far",
            "  Building: 45 s so far",
            "  Building: 54 s so far",
            "Building: done (1 min 0 s)");
  }

  @Test
  void a_step_whose_beginning_stands_there_already_is_not_told_to_begin_once_more() {
    plain.told("Looking").step("look", "Looking", () -> {});
    plain.step("look", "Looking", () -> {});
    assertThat(lines().lines())
        .containsExactly("Looking: done (0.0 s)", "Looking ...", "Looking: done (0.0 s)");
  }

  @Test
  void what_begins_instead_of_the_step_that_was_told_is_shown() {
    plain.told("Looking").step("build", "Building", () -> {});
    plain.step("look", "Looking", () -> {});
    assertThat(lines().lines())
        .containsExactly(
            "Building ...", "Building: done (0.0 s)", "Looking ...", "Looking: done (0.0 s)");
  }

  @Test
  void a_terminal_that_became_narrower_is_seen_within_ten_seconds() {
    var live = new ShownProgress(new TerminalRenderer(false, false), out, time, () -> columns);
    live.step(
        "build",
        "Building",
        () -> {
          live.working("build", "x".repeat(50));
          columns = 20;
          time.pass(Duration.ofSeconds(10));
          live.tick();
        });
    assertThat(lines()).contains("\r\u001B[2K  Building ... 10 …\r");
  }

  @Test
  void the_width_is_not_asked_each_second_as_that_costs_a_process() {
    var asked = new AtomicInteger();
    var live =
        new ShownProgress(
            new TerminalRenderer(false, false),
            out,
            time,
            () -> {
              asked.incrementAndGet();
              return columns;
            });
    live.step(
        "build",
        "Building",
        () -> {
          for (int second = 0; second < 60; second++) {
            time.pass(Duration.ofSeconds(1));
            live.tick();
          }
        });
    assertThat(asked).hasValue(7);
  }

  @Test
  void a_step_that_fails_says_so_and_the_failure_goes_on() {
    assertThatThrownBy(() -> plain.step("build", "Building", this::refuse)).hasMessage("no");
    assertThat(lines()).endsWith("Building: failed (0.0 s)\n");
  }

  @Test
  void what_a_failed_step_printed_is_shown_once() {
    assertThatThrownBy(() ->
            plain.step(
                "build",
                "Building",
                () -> {
                  plain.output("build", "#1 x");
                  refuse();
                }))
        .hasMessage("no");
    plain.unfold();
    plain.unfold();
    assertThat(lines())
        .isEqualTo(
            "Building ...\nBuilding: failed (0.0 s)\nWhat was printed (Building):\n  | #1 x\n");
  }

  @Test
  void a_terminal_is_sent_no_control_character_of_a_text() {
    plain.note("a\u001B[2Jb\u009Bc");
    assertThat(lines()).isEqualTo("a [2Jb c\n");
  }

  @Test
  void a_run_begins_with_a_step_that_ends_where_the_first_of_its_own_begins() {
    var run = new RunProgress(plain);
    run.begin();
    run.begin();
    time.pass(Duration.ofSeconds(1));
    run.step("build", "Building", () -> {});
    run.done();
    assertThat(lines())
        .isEqualTo(
            """
            Looking for the machine ...
            Looking for the machine: done (1.0 s)
            Building ...
            Building: done (0.0 s)
            """);
  }

  @Test
  void a_run_that_fails_before_its_first_step_says_which_failed() {
    var run = new RunProgress(plain);
    run.begin();
    run.unfold();
    assertThat(lines()).endsWith("Looking for the machine: failed (0.0 s)\n");
  }

  @Test
  void what_takes_minutes_is_told_in_minutes() {
    assertThat(ElapsedText.text(Duration.ofMillis(59_900))).isEqualTo("59.9 s");
    assertThat(ElapsedText.text(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
  }

  private void aMinute() {
    for (int second = 0; second < 60; second++) {
      time.pass(Duration.ofSeconds(1));
      plain.tick();
    }
  }

  private void refuse() {
    throw new IllegalStateException("no");
  }

  private String lines() {
    return shown.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
