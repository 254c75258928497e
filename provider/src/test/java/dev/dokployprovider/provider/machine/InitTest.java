package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Version;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://dokploy.example.com",
        "http://localhost:3000",
        "http://127.0.0.1:3000",
        "http://[::1]:3000"
      })
  void a_token_that_nobody_can_read_on_the_way_is_simply_accepted(String server) {
    assertThat(Init.line(Version.NEWEST, URI.create(server)))
        .isEqualTo("Dokploy " + Version.NEWEST + " at " + server + " accepts the token.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://dokploy.example.com:3000", "HTTP://10.0.0.5", "http://127.evil.test"})
  void an_address_without_tls_is_said_to_show_the_token(String server) {
    assertThat(Init.line(Version.NEWEST, URI.create(server)))
        .startsWith("Dokploy " + Version.NEWEST + " at " + server + " accepts the token. ")
        .contains("can read the token")
        .contains("https");
  }
}
