package dev.dokployprovider.provider.machine.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.SomeOptions;
import dev.dokployprovider.provider.ssh.Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private static final List<Published> EVERYWHERE =
      List.of(new Published("0.0.0.0", 2222), new Published("::", 2222));

  @Test
  void a_port_on_all_interfaces_is_tried_at_dokploys_own_address_and_then_at_the_instances() {
    assertThat(
            of(EVERYWHERE, "http://10.0.0.5:3000", Optional.empty(), Optional.of("198.51.100.1")))
        .containsExactly(new Address("10.0.0.5", 2222), new Address("198.51.100.1", 2222));
  }

  @Test
  void an_ipv6_address_loses_its_brackets() {
    assertThat(of(EVERYWHERE, "http://[fd00::5]:3000", Optional.empty(), Optional.empty()))
        .containsExactly(new Address("fd00::5", 2222));
  }

  @Test
  void a_remote_server_is_tried_at_its_own_address_only() {
    assertThat(of(EVERYWHERE, "http://10.0.0.5", Optional.of("10.0.0.9"), Optional.of("1.2.3.4")))
        .containsExactly(new Address("10.0.0.9", 2222));
  }

  @Test
  void a_port_that_is_bound_to_one_address_is_tried_there() {
    assertThat(
            of(
                List.of(new Published("192.168.7.1", 2230)),
                "http://10.0.0.5",
                Optional.empty(),
                Optional.empty()))
        .containsExactly(new Address("192.168.7.1", 2230));
  }

  @Test
  void the_users_word_counts_more_than_all_else() {
    var options = options("http://10.0.0.5", Map.of("DOKPLOY_SSH_HOST", "ssh.example.com"));
    assertThat(Addresses.of(EVERYWHERE, options, Optional.of("10.0.0.9"), Optional.of("1.2.3.4")))
        .containsExactly(new Address("ssh.example.com", 2222));
  }

  @Test
  void traefik_is_on_the_same_hosts_at_a_port_of_its_own() {
    var options = options("https://d.example.com:8443", Map.of("DOKPLOY_SSH_TLS_PORT", "4443"));
    assertThat(Addresses.ofTraefik(options, Optional.empty(), Optional.of("198.51.100.1")))
        .containsExactly(new Address("d.example.com", 4443), new Address("198.51.100.1", 4443));
    assertThat(Addresses.ofTraefik(options, Optional.of("10.0.0.9"), Optional.empty()))
        .containsExactly(new Address("10.0.0.9", 4443));
  }

  @Test
  void a_container_is_tried_in_its_own_projects_network() {
    assertThat(
            Addresses.ofContainer(
                Map.of("dokploy-network", "10.0.1.5", "devpod-x_subnet-198-19-0-8", "198.19.0.10"),
                "devpod-x",
                22))
        .containsExactly(new Address("198.19.0.10", 22));
    assertThat(Addresses.ofContainer(Map.of("other", "10.0.1.5"), "devpod-x", 22))
        .containsExactly(new Address("10.0.1.5", 22));
    assertThat(Addresses.ofContainer(Map.of(), "devpod-x", 22)).isEmpty();
  }

  @Test
  void what_a_person_typed_around_an_address_is_taken_off_and_what_is_none_is_passed_over() {
    assertThat(of(EVERYWHERE, "http://10.0.0.5", Optional.of("10.0.0.9 "), Optional.empty()))
        .containsExactly(new Address("10.0.0.9", 2222));
    for (String none : List.of("http://1.2.3.4", "1.2.3.4/24", "-oProxyCommand=x", "my server")) {
      assertThat(Addresses.isOne(none)).as(none).isFalse();
      assertThat(of(EVERYWHERE, "http://10.0.0.5", Optional.empty(), Optional.of(none)))
          .containsExactly(new Address("10.0.0.5", 2222));
      assertThat(of(EVERYWHERE, "http://10.0.0.5", Optional.of(none), Optional.empty())).isEmpty();
      assertThat(
              Addresses.ofTraefik(
                  options("https://d.example.com", Map.of()), Optional.of(none), Optional.empty()))
          .isEmpty();
    }
    assertThat(Addresses.ofContainer(Map.of("other", ""), "devpod-x", 22)).isEmpty();
  }

  @Test
  void a_port_that_is_bound_to_an_IPv6_address_is_tried_there() {
    assertThat(
            of(
                List.of(new Published("fd00::1", 2230)),
                "http://10.0.0.5",
                Optional.empty(),
                Optional.empty()))
        .containsExactly(new Address("fd00::1", 2230))
        .first()
        .hasToString("[fd00::1]:2230");
  }

  private static List<Address> of(
      List<Published> published, String url, Optional<String> remote, Optional<String> instance) {
    return Addresses.of(published, options(url, Map.of()), remote, instance);
  }

  private static ProviderOptions options(String url, Map<String, String> more) {
    var environment = SomeOptions.with(more);
    environment.put("DOKPLOY_SERVER_URL", url);
    return ProviderOptions.from(environment);
  }
}
