package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What DevPod takes for a duration, which is what Go's time.ParseDuration takes. */
class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "90s, PT90S",
    "10m, PT10M",
    "1h30m, PT90M",
    "1h30m0s, PT90M",
    "30m1h, PT90M",
    "+5m, PT5M",
    "1.5h, PT90M",
    ".5s, PT0.5S",
    "1.s, PT1S",
    "1500ms, PT1.5S",
    "2us, PT0.000002S",
    "2µs, PT0.000002S",
    "3ns, PT0.000000003S",
    "1ns, PT0.000000001S",
    "2562047h47m16.854775807s, PT2562047H47M16.854775807S",
    "' 7s ', PT7S"
  })
  void every_form_of_Go_s_is_read(String text, Duration expected) {
    assertThat(GoDuration.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "m",
        "-5m",
        "1h-5m",
        "5 m",
        "5M",
        "1d",
        "0s",
        "0",
        ".s",
        "1..5s",
        "0.1ns",
        "999999999999999h",
        "2562047h47m16.854775808s",
        "٣s",
        "5m\n5m",
        "$(id)"
      })
  void anything_else_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoDuration.parse(text))
        .withMessageContaining("a duration is");
  }

  @Test
  void within_bounds_whole_seconds_come_out_rounded_up() {
    Duration second = Duration.ofSeconds(1);
    Duration hour = Duration.ofHours(1);

    assertThat(GoDuration.parse("1ms", second, hour)).isEqualTo(second);
    assertThat(GoDuration.parse("59m59.1s", second, hour)).isEqualTo(hour);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoDuration.parse("1h1ns", second, hour))
        .withMessage("it is from 1 s to 1 h");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoDuration.parse("59s", Duration.ofMinutes(1), hour))
        .withMessage("it is from 60 s to 1 h");
  }
}
