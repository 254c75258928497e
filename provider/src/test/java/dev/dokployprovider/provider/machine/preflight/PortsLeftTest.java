package dev.dokployprovider.provider.machine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsLeftTest {

  @ParameterizedTest
  @CsvSource({
    "2222, 0.0.0.0=2222, true",
    "2222, 0.0.0.0=2222 ::=2222, true",
    "2222, 127.0.0.1=2222, true",
    "2222, ::=2222, false",
    "2222, 0.0.0.0=2223, false",
    "2222-2224, 0.0.0.0=2222 0.0.0.0=2224, false",
    "2222-2224, 0.0.0.0=2222 0.0.0.0=2223 0.0.0.0=2224 0.0.0.0=80, true",
    "127.0.0.1:2222, 0.0.0.0=2222, true",
    "127.0.0.1:2222, 127.0.0.2=2222, false",
    "[::1]:2222, ::=2222, true",
    "[::1]:2222, 0.0.0.0=2222, false"
  })
  void a_range_is_used_up_where_containers_have_each_port_of_it(
      String range, String taken, boolean usedUp) {
    var sides = Stream.of(taken.split(" ", -1)).map(PortsLeftTest::side).toList();
    assertThat(PortsLeft.usedUp(PublishedPorts.parse(range), sides).isPresent()).isEqualTo(usedUp);
  }

  @ParameterizedTest
  @CsvSource({"2222", "1-65535"})
  void where_nothing_is_told_ports_are_taken_for_free(String range) {
    assertThat(PortsLeft.usedUp(PublishedPorts.parse(range), List.of())).isEmpty();
  }

  private static Published side(String text) {
    int at = text.indexOf('=');
    return new Published(text.substring(0, at), Integer.parseInt(text.substring(at + 1)));
  }
}
