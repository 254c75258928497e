package dev.dokployprovider.provider.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarTest {
  private static final List<String> WORDS =
      List.of("create", "start", "status", "stop", "list", "logs", "DOKPLOY_MACHINE_MEMORY");

  @ParameterizedTest
  @CsvSource({
    "strat, start",
    "stats, status",
    "lst, list",
    "STOP, stop",
    "craete, create",
    "DOKPLOY_MACHINE_MEMROY, DOKPLOY_MACHINE_MEMORY"
  })
  void a_mistyped_word_is_recognised(String typed, String meant) {
    assertThat(Similar.to(typed, WORDS)).contains(meant);
  }

  @Test
  void a_word_that_is_like_none_is_left_alone() {
    assertThat(Similar.to("explode", WORDS)).isEmpty();
    assertThat(Similar.to("", List.of())).isEmpty();
  }

  @Test
  void the_distance_counts_letters() {
    assertThat(Similar.distance("abc", "abc")).isZero();
    assertThat(Similar.distance("abc", "acb")).isEqualTo(1);
    assertThat(Similar.distance("", "abc")).isEqualTo(3);
  }
}
