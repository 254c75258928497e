package dev.dokployprovider.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

  @Test
  void an_IPv6_address_is_shown_in_brackets() {
    assertThat(new Address("::1", 2222)).hasToString("[::1]:2222");
    assertThat(new Address("example.org", 2222)).hasToString("example.org:2222");
  }
}
