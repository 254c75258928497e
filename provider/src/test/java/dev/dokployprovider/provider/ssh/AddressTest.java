package dev.dokployprovider.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"example.org", "10.0.0.1", "::1", "fe80::1%eth0", "my_host", "a"})
  void names_and_addresses_are_hosts(String host) {
    assertThat(new Address(host, 22).host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-oProxyCommand=x", "a b", "a;b", "$(x)", "a\nb", "[::1]", "a/b", "u@h", "%h"})
  void what_ssh_or_a_shell_could_misread_is_no_host(String host) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Address(host, 22));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65536})
  void a_port_is_between_1_and_65535(int port) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Address("h", port));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65535})
  void the_first_and_the_last_port_are_ports(int port) {
    assertThat(Address.of("h", port)).contains(new Address("h", port));
    assertThat(Address.of("h", port == 1 ? 0 : port + 1)).isEmpty();
  }

  @Test
  void a_name_has_253_characters_at_most() {
    assertThat(Address.of("h".repeat(253), 22)).isPresent();
    assertThat(Address.of("h".repeat(254), 22)).isEmpty();
  }

  @Test
  void an_IPv6_address_is_shown_in_brackets() {
    assertThat(new Address("::1", 2222)).hasToString("[::1]:2222");
    assertThat(new Address("example.org", 2222)).hasToString("example.org:2222");
  }

  @Test
  void addresses_are_equal_by_host_and_port() {
    var address = new Address("example.org", 2222);
    assertThat(address)
        .isEqualTo(new Address("example.org", 2222))
        .hasSameHashCodeAs(new Address("example.org", 2222))
        .isNotEqualTo(new Address("example.com", 2222))
        .isNotEqualTo(new Address("example.org", 2223))
        .isNotEqualTo("example.org:2222");
    assertThat(
            Stream.of("a", "b")
                .flatMap(host -> Stream.of(1, 2).map(port -> new Address(host, port).hashCode())))
        .doesNotHaveDuplicates();
  }
}
