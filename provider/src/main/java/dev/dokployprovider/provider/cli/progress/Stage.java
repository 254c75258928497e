package dev.dokployprovider.provider.cli.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A step that runs.
 *
 * @param since when it began, in nanoseconds of a clock that only goes forward
 * @param latest what it is at, or the last line that a program of it printed; empty at first
 * @param output the last lines that its programs printed
 * @param dropped how many lines came before those
 */
record Stage(String id, String text, long since, String latest, List<String> output, int dropped) {
  /** More than a person reads; the whole log is kept elsewhere. */
  static final int MOST_LINES = 100;

  Stage {
    output = List.copyOf(output);
  }

  static Stage begun(String id, String text, long now) {
    return new Stage(id, text, now, "", List.of(), 0);
  }

  Stage at(String doing) {
    return new Stage(id, text, since, doing, output, dropped);
  }

  Stage with(String line) {
    var lines = new ArrayList<>(output);
    lines.add(line);
    boolean full = lines.size() > MOST_LINES;
    return new Stage(
        id,
        text,
        since,
        line,
        full ? lines.subList(1, lines.size()) : lines,
        full ? dropped + 1 : dropped);
  }

  Duration passed(long now) {
    return Duration.ofNanos(now - since);
  }
}
