package dev.dokployprovider.provider.options;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as DevPod and Go write them: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 1.5h}. */
final class GoDuration {
  private static final Pattern PART =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9})(ns|us|µs|μs|ms|s|m|h)");
  private static final Pattern FORM = Pattern.compile("\\+?(?:" + PART.pattern() + ")+");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns",
          1L,
          "us",
          1_000L,
          "µs",
          1_000L,
          "μs",
          1_000L,
          "ms",
          1_000_000L,
          "s",
          1_000_000_000L,
          "m",
          60_000_000_000L,
          "h",
          3_600_000_000_000L);

  private GoDuration() {}

  /**
   * @throws IllegalArgumentException where the text is no such duration, is zero, or longer than
   *     Go's longest (292 years)
   */
  static Duration parse(String text) {
    String stripped = text.strip();
    if (!FORM.matcher(stripped).matches()) {
      throw new IllegalArgumentException("a duration is written as 90s, 10m or 1h30m");
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(stripped);
    while (part.find()) {
      nanos =
          nanos.add(
              new BigDecimal(part.group(1))
                  .multiply(BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L))));
    }
    if (nanos.compareTo(BigDecimal.ONE) < 0) {
      throw new IllegalArgumentException("a duration is more than nothing: 90s, 10m or 1h30m");
    }
    if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("a duration is no longer than 292 years");
    }
    return Duration.ofNanos(nanos.longValue());
  }

  /**
   * A duration in whole seconds, rounded up, within those bounds.
   *
   * @throws IllegalArgumentException where it is not
   */
  static Duration parse(String text, Duration least, Duration most) {
    Duration duration = parse(text);
    Duration whole =
        duration.toNanosPart() == 0
            ? duration
            : Duration.ofSeconds(Math.addExact(duration.toSeconds(), 1));
    if (whole.compareTo(least) < 0 || whole.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "it is from " + least.toSeconds() + " s to " + most.toHours() + " h");
    }
    return whole;
  }
}
