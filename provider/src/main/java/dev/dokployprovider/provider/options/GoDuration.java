package dev.dokployprovider.provider.options;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as DevPod and Go write them: {@code 90s}, {@code 10m}, {@code 1h30m}. */
final class GoDuration {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

  private GoDuration() {}

  /**
   * @throws IllegalArgumentException where the text is no such duration, or is zero
   */
  static Duration parse(String text) {
    var matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a duration is written as 90s, 10m or 1h30m");
    }
    var duration =
        Duration.ofHours(number(matcher.group(1)))
            .plusMinutes(number(matcher.group(2)))
            .plusSeconds(number(matcher.group(3)));
    if (duration.isZero()) {
      throw new IllegalArgumentException("a duration is more than nothing: 90s, 10m or 1h30m");
    }
    return duration;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
