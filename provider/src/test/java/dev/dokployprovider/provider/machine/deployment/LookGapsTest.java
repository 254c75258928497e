package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a deployment is looked at; each look is a call. */
class LookGapsTest {
  @ParameterizedTest
  @CsvSource({
    // what is before, with or without a log, next
    "0, 0, true, 100",
    "0, 0, false, 100",
    "1, 100, true, 200",
    "6, 880, true, 1240",
    "7, 1240, false, 1736",
    "7, 1240, true, 2480",
    "9, 2430, false, 3000",
    "12, 40000, true, 60000",
    "12, 60000, false, 3000",
  })
  void the_pause_before_a_look(int looks, long before, boolean isHeard, long next) {
    assertThat(LookGaps.next(looks, Duration.ofMillis(before), isHeard))
        .isEqualTo(Duration.ofMillis(next));
  }

  @Test
  void a_build_of_three_minutes_whose_log_is_followed_is_looked_at_a_dozen_times() {
    assertThat(looks(Duration.ofMinutes(3), true)).hasSizeLessThanOrEqualTo(13);
  }

  /** The looks of releases of this program that could not follow a log. */
  @Test
  void without_a_log_nothing_is_seen_later_than_it_was_without_following() {
    var seen = looks(Duration.ofMinutes(3), false);
    assertThat(seen).contains(850L, 1300L, 1930L, 2810L, 4050L);
    for (int i = 1; i < seen.size(); i++) {
      assertThat(seen.get(i) - seen.get(i - 1)).isLessThanOrEqualTo(3000);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3000, 100",
    "1, 3000, 200",
    "4, 3000, 1600",
    "5, 3000, 3000",
    "5, 60000, 3000",
    "2, 200, 200"
  })
  void after_the_logs_last_words_the_row_is_looked_for_soon(int looks, long usual, long next) {
    assertThat(LookGaps.afterTheLog(looks, Duration.ofMillis(usual)))
        .isEqualTo(Duration.ofMillis(next));
  }

  private static List<Long> looks(Duration all, boolean isHeard) {
    var looks = new ArrayList<Long>();
    var pause = Duration.ZERO;
    var now = Duration.ZERO;
    while (true) {
      pause = LookGaps.next(looks.size(), pause, isHeard);
      now = now.plus(pause);
      if (now.compareTo(all) > 0) {
        return looks;
      }
      looks.add(now.toMillis());
    }
  }
}
