package dev.dokployprovider.provider.cli.progress;

import dev.dokployprovider.provider.machine.progress.Event;

/**
 * Lines for a log, which DevPod shows one by one: each event, and a heartbeat line.
 *
 * @param verbose whether also what a step's programs print is shown as it comes
 */
record PlainRenderer(boolean verbose) implements ProgressRenderer {

  @Override
  public String at(Stages before, Event event, Moment now) {
    return switch (event.status()) {
      case STARTED -> event.text() + " ...\n";
      case WORKING -> "  " + event.text() + "\n";
      case OUTPUT -> verbose ? "  | " + event.text() + "\n" : "";
      case NOTE -> event.text() + "\n";
      case DONE -> ended(before, event, "done", now);
      case FAILED -> ended(before, event, "failed", now);
    };
  }

  private static String ended(Stages before, Event event, String how, Moment now) {
    String took =
        before
            .of(event.id())
            .map(stage -> " (" + ElapsedText.text(stage.passed(now.nanos())) + ")")
            .orElse("");
    return event.text() + ": " + how + took + "\n";
  }

  @Override
  public String idle(Stages stages, long quiet, Moment now) {
    return quiet < QUIET_NANOS
        ? ""
        : stages.current().map(stage -> life(stage, now)).orElse("  Still working\n");
  }

  private static String life(Stage stage, Moment now) {
    return "  %s: %s so far%s\n"
        .formatted(
            stage.text(),
            ElapsedText.rounded(stage.passed(now.nanos())),
            stage.latest().isEmpty() ? "" : " (" + stage.latest() + ")");
  }

  @Override
  public String unfolded(Stages stages) {
    return verbose ? "" : ProgressRenderer.super.unfolded(stages);
  }
}
