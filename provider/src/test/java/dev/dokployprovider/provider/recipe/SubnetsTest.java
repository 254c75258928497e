package dev.dokployprovider.provider.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.recipe.model.InvalidSpecException;
import dev.dokployprovider.provider.recipe.model.SomeMachine;
import dev.dokployprovider.provider.recipe.model.Subnets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The range in which machines' own networks are. */
class SubnetsTest {
  private static final Subnets DEFAULT = Subnets.parse(SomeMachine.DEFAULT_SUBNETS);

  @ParameterizedTest
  @CsvSource({
    "198.19.0.0/17, 4096",
    "10.0.0.0/8, 2097152",
    "192.168.5.16/28, 2",
    "224.0.0.0/28, 2"
  })
  void a_range_holds_networks_of_eight_addresses(String text, int networks) {
    assertThat(Subnets.parse(text).toString()).isEqualTo(text);
    assertThat(Subnets.parse(text).size()).isEqualTo(networks);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0",
        "10.0.0.0/7",
        "10.0.0.0/29",
        "10.0.0.1/16",
        "10.0.0.256/24",
        "10.0.0.0/16 ",
        "fd00::/64",
        "10.0.0.0/99",
        "999.0.0.0/8",
        "10.0.0.0/16;x"
      })
  void what_is_no_range_or_too_small_is_refused(String text) {
    assertThatThrownBy(() -> Subnets.parse(text)).isInstanceOf(InvalidSpecException.class);
  }

  @Test
  void what_is_picked_lies_in_the_range_whatever_the_seed() {
    long seed = Long.getLong("soak.seed", 20_261_128);
    var random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      int prefix = 8 + random.nextInt(21);
      int first = random.nextInt() & (-1 << (32 - prefix));
      var range = new Subnets(first, prefix);
      var picked =
          MachineNetwork.of(range, "seed " + random.nextInt(), random.nextInt(20)).subnet();
      assertThat(range.contains(picked)).as("seed %d: %s in %s", seed, picked, range).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"198.19.128.0/29", "198.18.0.8/29", "198.19.0.4/29", "198.19.0.8/28", "x"})
  void what_is_not_one_of_its_networks_is_not_in_it(String subnet) {
    assertThat(DEFAULT.contains(subnet)).isFalse();
  }

  @Test
  void the_same_machine_has_the_same_network_and_others_are_spread() {
    assertThat(MachineNetwork.of(DEFAULT, "me/web", 0))
        .isEqualTo(MachineNetwork.of(DEFAULT, "me/web", 0))
        .isNotEqualTo(MachineNetwork.of(DEFAULT, "me/web", 1));
    var networks =
        IntStream.range(0, 100)
            .mapToObj(i -> MachineNetwork.of(DEFAULT, "me/machine-" + i, 0))
            .collect(Collectors.toSet());
    assertThat(networks).as("about one of a hundred meets another").hasSizeGreaterThan(93);
  }
}
