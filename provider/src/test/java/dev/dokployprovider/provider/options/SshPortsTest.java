package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshPortsTest {

  @ParameterizedTest
  @CsvSource(
      value = {
        "2222-2250|-|2222|2250",
        "2222|-|2222|2222",
        " 22-22 |-|22|22",
        "10.0.0.5:2222-2250|10.0.0.5|2222|2250",
        "[fd00::5]:2222|fd00::5|2222|2222",
      },
      delimiter = '|')
  void ranges_with_and_without_an_address_are_read(
      String text, String address, int first, int last) {
    assertThat(SshPorts.parse(text))
        .isEqualTo(new SshPorts(Optional.of(address).filter(a -> !a.equals("-")), first, last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "2250-2222",
        "65536",
        "2222-",
        "-2250",
        ":2222",
        "300.0.0.1:22",
        "fd00::5:2222",
        "host:2222",
        "2222-2250/udp",
        "2222 - 2250",
        "99999999999999",
      })
  void what_is_no_range_is_refused(String text) {
    assertThatThrownBy(() -> SshPorts.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void any_range_is_read_again_as_it_is_written() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      int first = 1 + random.nextInt(65535);
      int last = first + random.nextInt(65536 - first);
      var address =
          switch (random.nextInt(3)) {
            case 0 -> Optional.<String>empty();
            case 1 -> Optional.of("10.%d.0.%d".formatted(random.nextInt(256), random.nextInt(256)));
            default -> Optional.of("fd00::%x".formatted(random.nextInt(65536)));
          };
      var ports = new SshPorts(address, first, last);
      assertThat(SshPorts.parse(ports.publish())).as("seed %d", seed).isEqualTo(ports);
    }
  }
}
