package dev.dokployprovider.e2e.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Two things that were measured in one run; the ratio is what counts.
 *
 * @param ours in ms
 * @param theirs in ms
 * @param than what theirs is
 * @param speed whether more is better: then the ratio is how much of their speed is ours
 * @param aim for the ratio
 */
record Compared(String what, double ours, double theirs, String than, boolean speed, double aim) {
  private static final Pattern LINE =
      Pattern.compile(
          "(.+): (\\d+) ms; (.+): (\\d+) ms; (ratio|speed) [\\d.]+ \\(aim: at (?:most|least) ([\\d.]+)\\)");

  /** What {@link #line} wrote; empty for another line. */
  static Optional<Compared> read(String line) {
    var found = LINE.matcher(line);
    return found.matches()
        ? Optional.of(
            new Compared(
                found.group(1),
                Double.parseDouble(found.group(2)),
                Double.parseDouble(found.group(4)),
                found.group(3),
                found.group(5).equals("speed"),
                Double.parseDouble(found.group(6))))
        : Optional.empty();
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%s: %.0f ms; %s: %.0f ms; %s %.2f (aim: at %s %.2f)",
        what,
        ours,
        than,
        theirs,
        speed ? "speed" : "ratio",
        ratio(),
        speed ? "least" : "most",
        aim);
  }

  double ratio() {
    return speed ? theirs / ours : ours / theirs;
  }

  boolean isReached() {
    return speed ? ratio() >= aim : ratio() <= aim;
  }
}
