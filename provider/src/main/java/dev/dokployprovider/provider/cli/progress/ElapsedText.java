package dev.dokployprovider.provider.cli.progress;

import java.time.Duration;
import java.util.Locale;

/** How long something took, for people. */
final class ElapsedText {
  private ElapsedText() {}

  static String text(Duration duration) {
    return duration.compareTo(Duration.ofMinutes(1)) < 0
        ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0)
        : rounded(duration);
  }

  /** In whole seconds, for what still goes on. */
  static String rounded(Duration duration) {
    return duration.compareTo(Duration.ofMinutes(1)) < 0
        ? duration.toSeconds() + " s"
        : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
  }
}
