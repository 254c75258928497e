package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a deployment is looked at; each look is a call. */
class PollScheduleTest {
  @ParameterizedTest
  @CsvSource({
    // looks, the pause before, who tells the end, next
    "0, 0, LOG, 100",
    "0, 0, NONE, 100",
    "1, 100, LOG, 200",
    "2, 200, LOG, 550",
    "3, 550, LOG, 1100",
    "3, 550, NONE, 450",
    "6, 880, NONE, 1240",
    "7, 1240, NONE, 1860",
    "12, 50000, NONE, 60000",
    "9, 40000, LOG, 60000",
    "9, 8800, REMOTE_LOG, 17600",
    "9, 35000, REMOTE_LOG, 40000",
    "9, 60000, LOST_LOG, 3000",
    "2, 200, LOST_LOG, 550",
  })
  void the_pause_before_a_look(int looks, long before, PollSchedule.Teller teller, long next) {
    assertThat(PollSchedule.next(looks, Duration.ofMillis(before), teller))
        .isEqualTo(Duration.ofMillis(next));
  }

  @ParameterizedTest
  @CsvSource({
    "LOG, 60, 8",
    "LOG, 180, 10",
    "REMOTE_LOG, 180, 11",
    "NONE, 60, 13",
    "NONE, 180, 16",
    "NONE, 600, 23",
  })
  void so_often_is_a_build_looked_at_that_takes_so_many_seconds(
      PollSchedule.Teller teller, long seconds, int looks) {
    assertThat(looks(Duration.ofSeconds(seconds), teller)).hasSize(looks);
  }

  /** The first looks are those of releases of this program that could not follow a log. */
  @Test
  void without_a_log_an_end_is_seen_when_the_build_has_taken_half_as_long_again_at_the_latest() {
    var seen = looks(Duration.ofMinutes(10), PollSchedule.Teller.NONE);
    assertThat(seen).startsWith(100L, 300L, 850L, 1300L, 1930L, 2810L, 4050L);
    for (int i = 3; i < seen.size(); i++) {
      assertThat(seen.get(i)).isLessThanOrEqualTo(seen.get(i - 1) * 8 / 5);
      assertThat(seen.get(i) - seen.get(i - 1)).isLessThanOrEqualTo(60_000);
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
    assertThat(PollSchedule.afterTheLog(looks, Duration.ofMillis(usual)))
        .isEqualTo(Duration.ofMillis(next));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "3000, false", "3001, true", "60000, true"})
  void only_a_long_pause_ends_when_the_log_is_lost(long pause, boolean needsLog) {
    assertThat(PollSchedule.needsLog(Duration.ofMillis(pause))).isEqualTo(needsLog);
  }

  private static List<Long> looks(Duration all, PollSchedule.Teller teller) {
    var looks = new ArrayList<Long>();
    var pause = Duration.ZERO;
    var now = Duration.ZERO;
    while (true) {
      pause = PollSchedule.next(looks.size(), pause, teller);
      now = now.plus(pause);
      if (now.compareTo(all) > 0) {
        return looks;
      }
      looks.add(now.toMillis());
    }
  }
}
