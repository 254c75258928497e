package dev.dokployprovider.provider.cli;

import java.time.Duration;
import java.util.Locale;

/** How long something took, for people. */
final class Took {
  private Took() {}

  static String text(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(60)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
  }
}
