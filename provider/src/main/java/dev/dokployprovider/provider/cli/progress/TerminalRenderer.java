package dev.dokployprovider.provider.cli.progress;

import dev.dokployprovider.provider.machine.progress.Event;

/**
 * For a person at a terminal: one line for each step, written over while the step goes on.
 *
 * @param colour whether escape sequences for colours are welcome
 * @param verbose whether also what a step's programs print is shown as it comes
 */
record TerminalRenderer(boolean colour, boolean verbose) implements ProgressRenderer {
  private static final String ERASE_LINE = "\r\u001B[2K";

  @Override
  public String at(Stages before, Event event, Moment now) {
    var after = before.after(event, now.nanos());
    return switch (event.status()) {
      case STARTED, WORKING -> live(after, now);
      case OUTPUT -> verbose ? ERASE_LINE + "  | " + event.text() + "\n" + live(after, now) : "";
      case NOTE -> ERASE_LINE + "! " + event.text() + "\n" + live(after, now);
      case DONE -> ended(before, event, "\u001B[32m", "✓", now) + live(after, now);
      case FAILED -> ended(before, event, "\u001B[31m", "✗", now) + live(after, now);
    };
  }

  private String ended(Stages before, Event event, String paint, String mark, Moment now) {
    String took =
        before
            .of(event.id())
            .map(stage -> "  " + ElapsedText.text(stage.passed(now.nanos())))
            .orElse("");
    return ERASE_LINE
        + (colour ? paint + mark + "\u001B[0m" : mark)
        + " "
        + event.text()
        + took
        + "\n";
  }

  @Override
  public String idle(Stages stages, long quiet, Moment now) {
    return live(stages, now);
  }

  /** One column stays free: some terminals go to the next line after the last one. */
  private static String live(Stages stages, Moment now) {
    return stages
        .current()
        .map(stage -> ERASE_LINE + Columns.cut(line(stage, now), now.width() - 1))
        .orElse("");
  }

  private static String line(Stage stage, Moment now) {
    return "  %s ... %s%s"
        .formatted(
            stage.text(),
            ElapsedText.rounded(stage.passed(now.nanos())),
            stage.latest().isEmpty() ? "" : "  " + stage.latest());
  }

  @Override
  public String unfolded(Stages stages) {
    return verbose ? "" : ProgressRenderer.super.unfolded(stages);
  }
}
