package dev.dokployprovider.provider.cli.progress;

import dev.dokployprovider.provider.machine.progress.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * How a run is told: pure functions from what runs, what happened and when to the text that is
 * written, often an empty one.
 */
interface ProgressRenderer {
  /** Where nothing else is written meanwhile, a heartbeat line is, before ten seconds are over. */
  long QUIET_NANOS = 9_000_000_000L;

  /**
   * What an event writes.
   *
   * @param before what ran until it
   */
  String at(Stages before, Event event, Moment now);

  /**
   * What is written while nothing happens.
   *
   * @param quiet for how long nothing was written, in nanoseconds
   */
  String idle(Stages stages, long quiet, Moment now);

  /** What the programs of the failed step printed, above the words of the failure. */
  default String unfolded(Stages stages) {
    return stages.failed().map(ProgressRenderer::unfolded).orElse("");
  }

  /**
   * When something is told.
   *
   * @param nanos of a clock that only goes forward
   * @param width of a line there, in columns
   */
  record Moment(long nanos, int width) {}

  private static String unfolded(Stage stage) {
    if (stage.output().isEmpty()) {
      return "";
    }
    var lines = new ArrayList<String>();
    lines.add("What was printed (" + stage.text() + "):");
    if (stage.dropped() > 0) {
      lines.add("  | (" + stage.dropped() + " lines before)");
    }
    stage.output().forEach(line -> lines.add("  | " + line));
    return text(lines);
  }

  private static String text(List<String> lines) {
    return String.join("", lines.stream().map(line -> line + "\n").toList());
  }
}
