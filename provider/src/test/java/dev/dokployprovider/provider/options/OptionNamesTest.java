package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionNamesTest {
  @Test
  void a_name_that_nothing_reads_is_reported_with_the_option_that_is_near_it() {
    assertThat(
            OptionNames.unknown(
                Set.of("DOKPLOY_MACHINE_MEMROY", "DOKPLOY_WEATHER", "HOME", "DOKPLOY_PROGRESS")))
        .containsExactly(
            "DOKPLOY_MACHINE_MEMROY is not an option, and is ignored. Did you mean"
                + " DOKPLOY_MACHINE_MEMORY?",
            "DOKPLOY_WEATHER is not an option, and is ignored.");
  }

  @Test
  void every_option_is_known() {
    for (var option : Option.values()) {
      assertThat(OptionNames.unknown(Set.of(option.name()))).isEmpty();
    }
  }
}
