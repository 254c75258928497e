package dev.dokployprovider.provider.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.machine.progress.Event;
import dev.dokployprovider.provider.machine.progress.Event.Status;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Events and time in, texts out. */
class ProgressRendererTest {
  private static final String ERASE = "\r\u001B[2K";
  private static final String NOTHING = "";

  /** A moment of a run, and what each manner of telling writes then. */
  record Row(double seconds, Optional<Event> event, String plain, String live, String quiet) {}

  /** One run: a build that is folded, waits, and ends well. */
  private static final List<Row> BUILD =
      List.of(
          row(0, started("Building"), "Building ...\n", live("Building ... 0 s"), NOTHING),
          row(1, tick(), NOTHING, live("Building ... 1 s"), NOTHING),
          row(
              2,
              working("Waiting in the queue"),
              "  Waiting in the queue\n",
              live("Building ... 2 s  Waiting in the queue"),
              NOTHING),
          row(10.9, tick(), NOTHING, live("Building ... 10 s  Waiting in the queue"), NOTHING),
          row(
              11,
              tick(),
              "  Building: 11 s so far (Waiting in the queue)\n",
              live("Building ... 11 s  Waiting in the queue"),
              NOTHING),
          row(12, output("#7 Unpacking tar"), NOTHING, NOTHING, NOTHING),
          row(13, tick(), NOTHING, live("Building ... 13 s  #7 Unpacking tar"), NOTHING),
          row(
              20,
              tick(),
              "  Building: 20 s so far (#7 Unpacking tar)\n",
              live("Building ... 20 s  #7 Unpacking tar"),
              NOTHING),
          row(
              21,
              Optional.of(new Event("note", "Its volumes are empty.", Status.NOTE)),
              "Its volumes are empty.\n",
              ERASE + "! Its volumes are empty.\n" + live("Building ... 21 s  #7 Unpacking tar"),
              "Its volumes are empty.\n"),
          row(
              75.25,
              done("Building"),
              "Building: done (1 min 15 s)\n",
              ERASE + "✓ Building  1 min 15 s\n",
              NOTHING),
          row(80, tick(), NOTHING, NOTHING, NOTHING),
          row(90, tick(), "  Still working\n", NOTHING, NOTHING));

  @Test
  void a_log_gets_a_line_for_each_event_and_a_heartbeat_before_ten_seconds_are_over() {
    assertThat(told(new PlainRenderer(false), BUILD, 80))
        .isEqualTo(BUILD.stream().map(Row::plain).toList());
  }

  @Test
  void a_terminal_gets_one_line_for_each_step_with_the_time_that_it_takes() {
    assertThat(told(new TerminalRenderer(false, false), BUILD, 80))
        .isEqualTo(BUILD.stream().map(Row::live).toList());
  }

  @Test
  void who_wants_it_quiet_gets_what_must_be_known() {
    assertThat(told(new QuietRenderer(), BUILD, 80))
        .isEqualTo(BUILD.stream().map(Row::quiet).toList());
  }

  @Test
  void a_program_gets_an_object_for_each_event() {
    assertThat(String.join("", told(new JsonRenderer(new StoppedTime()), BUILD, 80)))
        .isEqualTo(
            """
            {"time":"1970-01-01T00:00:00Z","event":"started","stage":"deploy","text":"Building"}
            {"time":"1970-01-01T00:00:00Z","event":"working","stage":"deploy","text":"Waiting in the queue","milliseconds":2000}
            {"time":"1970-01-01T00:00:00Z","event":"waiting","stage":"deploy","text":"Waiting in the queue","milliseconds":11000}
            {"time":"1970-01-01T00:00:00Z","event":"output","stage":"deploy","text":"#7 Unpacking tar","milliseconds":12000}
            {"time":"1970-01-01T00:00:00Z","event":"note","text":"Its volumes are empty."}
            {"time":"1970-01-01T00:00:00Z","event":"done","stage":"deploy","text":"Building","milliseconds":75250}
            """);
  }

  @Test
  void with_debug_the_builds_lines_are_shown_as_they_come() {
    var output = List.of(row(0, started("B")), row(1, output("#1 x")), row(1, failed("B")));
    assertThat(told(new PlainRenderer(true), output, 80)).contains("  | #1 x\n");
    assertThat(told(new TerminalRenderer(false, true), output, 80))
        .contains(ERASE + "  | #1 x\n" + live("B ... 1 s  #1 x"));
    assertThat(new PlainRenderer(true).unfolded(after(output))).isEmpty();
  }

  @Test
  void what_was_folded_is_shown_when_the_run_fails() {
    var run = List.of(row(0, started("B")), row(1, output("#1 x")), row(1, failed("B")));
    assertThat(new PlainRenderer(false).unfolded(after(run)))
        .isEqualTo("What was printed (B):\n  | #1 x\n");
  }

  @Test
  void of_a_long_log_the_last_lines_are_shown_and_how_many_came_before() {
    var run = new ArrayList<>(List.of(row(0, started("B"))));
    for (int i = 1; i <= Stage.MOST_LINES + 3; i++) {
      run.add(row(1, output("line " + i)));
    }
    run.add(row(1, failed("B")));
    var shown = new PlainRenderer(false).unfolded(after(run)).lines().toList();
    assertThat(shown).hasSize(Stage.MOST_LINES + 2);
    assertThat(shown.subList(1, 3)).containsExactly("  | (3 lines before)", "  | line 4");
    assertThat(shown).last().isEqualTo("  | line " + (Stage.MOST_LINES + 3));
  }

  @Test
  void the_lines_of_a_step_that_was_tried_again_are_not_shown() {
    var run =
        List.of(
            row(0, started("B")),
            row(1, output("port is taken")),
            row(1, failed("B")),
            row(2, started("B")),
            row(3, done("B")));
    assertThat(new PlainRenderer(false).unfolded(after(run))).isEmpty();
  }

  @Test
  void colour_is_shown_only_where_it_is_welcome() {
    var run = List.of(row(0, started("B")), row(1, done("B")));
    assertThat(told(new TerminalRenderer(true, false), run, 80))
        .contains(ERASE + "\u001B[32m✓\u001B[0m B  1.0 s\n");
    assertThat(String.join("", told(new TerminalRenderer(false, false), run, 80)))
        .doesNotContain("\u001B[3");
  }

  @Test
  void of_steps_in_steps_the_innermost_one_is_shown() {
    var stages =
        Stages.NONE
            .after(new Event("a", "Outer", Status.STARTED), 0)
            .after(new Event("b", "Inner", Status.STARTED), 0);
    var done = new Event("b", "Inner", Status.DONE);
    assertThat(new TerminalRenderer(false, false).at(stages, done, at(1, 80)))
        .isEqualTo(ERASE + "✓ Inner  1.0 s\n" + live("Outer ... 1 s"));
  }

  static Stream<Arguments> widths() {
    return Stream.of(
        Arguments.of(80, "x".repeat(200), live("B ... 0 s  " + "x".repeat(65) + "…")),
        Arguments.of(30, "x".repeat(200), live("B ... 0 s  " + "x".repeat(15) + "…")),
        // Each of them takes two columns.
        Arguments.of(20, "漢字漢字漢字漢字", live("B ... 0 s  漢字" + "…")),
        Arguments.of(1, "x", ERASE));
  }

  @ParameterizedTest
  @MethodSource("widths")
  void a_live_line_is_no_wider_than_the_terminal(int width, String text, String shown) {
    var run = List.of(row(0, started("B")), row(0, working(text)));
    assertThat(told(new TerminalRenderer(false, false), run, width)).last().isEqualTo(shown);
  }

  private static List<String> told(ProgressRenderer telling, List<Row> rows, int width) {
    var texts = new ArrayList<String>();
    var stages = Stages.NONE;
    long written = 0;
    for (var row : rows) {
      var now = at(row.seconds(), width);
      var before = stages;
      String text = row.event().map(event -> telling.at(before, event, now)).orElse("");
      if (row.event().isEmpty()) {
        text = telling.idle(before, now.nanos() - written, now);
      }
      stages = row.event().map(event -> before.after(event, now.nanos())).orElse(before);
      written = text.isEmpty() ? written : now.nanos();
      texts.add(text);
    }
    return texts;
  }

  private static Stages after(List<Row> rows) {
    var stages = Stages.NONE;
    for (var row : rows) {
      stages = stages.after(row.event().orElseThrow(), at(row.seconds(), 80).nanos());
    }
    return stages;
  }

  private static ProgressRenderer.Moment at(double seconds, int width) {
    return new ProgressRenderer.Moment(Duration.ofMillis((long) (seconds * 1000)).toNanos(), width);
  }

  private static Row row(double seconds, Optional<Event> event) {
    return row(seconds, event, "", "", "");
  }

  private static Row row(
      double seconds, Optional<Event> event, String plain, String live, String quiet) {
    return new Row(seconds, event, plain, live, quiet);
  }

  private static String live(String line) {
    return ERASE + "  " + line;
  }

  private static Optional<Event> tick() {
    return Optional.empty();
  }

  private static Optional<Event> started(String text) {
    return Optional.of(new Event("deploy", text, Status.STARTED));
  }

  private static Optional<Event> working(String text) {
    return Optional.of(new Event("deploy", text, Status.WORKING));
  }

  private static Optional<Event> output(String text) {
    return Optional.of(new Event("deploy", text, Status.OUTPUT));
  }

  private static Optional<Event> done(String text) {
    return Optional.of(new Event("deploy", text, Status.DONE));
  }

  private static Optional<Event> failed(String text) {
    return Optional.of(new Event("deploy", text, Status.FAILED));
  }
}
