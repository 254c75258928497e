package dev.dokployprovider.provider.machine.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  @Test
  void each_option_that_differs_is_named_with_both_values() {
    assertThat(
            Difference.between(
                Map.of("A", "1", "B", "2", "C", "3"), Map.of("A", "1", "B", "4", "D", "5")))
        .containsExactly(
            "B: deployed with 2, the options ask for 4",
            "C: deployed with 3, the options ask for nothing",
            "D: deployed with nothing, the options ask for 5");
  }

  @Test
  void what_is_the_same_differs_in_nothing() {
    assertThat(Difference.between(Map.of("A", "1"), Map.of("A", "1"))).isEmpty();
  }
}
