package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DevPod waits 20 s for the first answer, from its own call on. */
class ResponseBudgetTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @ParameterizedTest
  @CsvSource({
    "0, 17",
    "3, 14",
    "6, 11",
    "11, 6",
    // One look and one try are made whatever has passed.
    "13, 5",
    "19, 5",
    // A shell, or a clock that was set back: the launcher's longest try is taken for granted.
    "20, 11",
    "86400, 11",
    "-1, 11",
  })
  void what_the_launcher_took_is_gone(long passed, long left) {
    assertThat(ResponseBudget.left(Optional.of(NOW.minusSeconds(passed)), NOW))
        .isEqualTo(Duration.ofSeconds(left));
  }

  @Test
  void where_the_system_does_not_tell_the_launchers_longest_try_is_taken_for_granted() {
    assertThat(ResponseBudget.left(Optional.empty(), NOW)).isEqualTo(Duration.ofSeconds(11));
  }
}
