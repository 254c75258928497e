package dev.dokployprovider.dokploy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.dokploy.testing.PrivateCa;
import dev.dokployprovider.dokploy.testing.StubServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustTest {
  private static final String HELLO = "\"v0.30.2\"";

  private PrivateCa ca;
  private SSLContext forLocalhost;
  private SSLContext forAddresses;

  @BeforeAll
  void makeCertificates(@TempDir Path folder) throws Exception {
    ca = PrivateCa.in(folder);
    forLocalhost = ca.server("dns:localhost");
    forAddresses = ca.server("ip:127.0.0.1", "ip:::1");
  }

  @Test
  void an_unknown_authority_is_refused() throws IOException {
    try (var server = StubServer.tls(forLocalhost, hello())) {
      assertThatThrownBy(() -> get(server, "localhost", Optional.empty(), Map.of()))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("PKIX path building failed");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void the_users_own_ca_file_is_believed() throws IOException {
    try (var server = StubServer.tls(forLocalhost, hello())) {
      assertThat(get(server, "localhost", Optional.of(ca.certificate()), Map.of()))
          .isEqualTo(HELLO);
    }
  }

  @Test
  void ssl_cert_file_names_the_systems_bundle() throws IOException {
    try (var server = StubServer.tls(forLocalhost, hello())) {
      var environment = Map.of("SSL_CERT_FILE", ca.certificate().toString());
      assertThat(get(server, "localhost", Optional.empty(), environment)).isEqualTo(HELLO);
    }
  }

  @Test
  void ssl_cert_dir_names_folders_of_certificates(@TempDir Path folder) throws IOException {
    Files.copy(ca.certificate(), folder.resolve("mine.pem"));
    try (var server = StubServer.tls(forLocalhost, hello())) {
      var environment = Map.of("SSL_CERT_DIR", "/nonexistent:" + folder);
      assertThat(get(server, "localhost", Optional.empty(), environment)).isEqualTo(HELLO);
    }
  }

  @Test
  void a_certificate_for_another_name_is_refused() throws IOException {
    try (var server = StubServer.tls(forAddresses, hello())) {
      assertThatThrownBy(() -> get(server, "localhost", Optional.of(ca.certificate()), Map.of()))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("No name matching localhost found");
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[::1]"})
  void an_address_is_checked_against_the_certificates_addresses(String host) throws IOException {
    var address = InetAddress.getByName(host);
    Assumptions.assumeTrue(isHere(address), "this machine has no " + host);
    try (var right = StubServer.tls(forAddresses, address, hello());
        var wrong = StubServer.tls(forLocalhost, address, hello())) {
      assertThat(get(right, host, Optional.of(ca.certificate()), Map.of())).isEqualTo(HELLO);
      assertThatThrownBy(() -> get(wrong, host, Optional.of(ca.certificate()), Map.of()))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("No subject alternative names matching IP address");
    }
  }

  @Test
  void a_ca_file_that_cannot_be_read_is_named(@TempDir Path folder) throws IOException {
    var missing = folder.resolve("missing.pem");
    var empty = Files.writeString(folder.resolve("empty.pem"), "no certificate");
    try (var server = StubServer.tls(forLocalhost, hello())) {
      assertThatThrownBy(() -> get(server, "localhost", Optional.of(missing), Map.of()))
          .hasMessageContaining("the CA file " + missing + " cannot be read");
      assertThatThrownBy(() -> get(server, "localhost", Optional.of(empty), Map.of()))
          .hasMessageContaining("the CA file " + empty + " holds no PEM certificate");
    }
  }

  @Test
  void a_ca_file_may_hold_comments_and_a_damaged_certificate(@TempDir Path folder)
      throws IOException {
    var file =
        Files.writeString(
            folder.resolve("many.pem"),
            "# Our CA\n-----BEGIN CERTIFICATE-----\nZGFtYWdlZA==\n-----END CERTIFICATE-----\n"
                + "# and the right one\n"
                + Files.readString(ca.certificate()));
    try (var server = StubServer.tls(forLocalhost, hello())) {
      assertThat(get(server, "localhost", Optional.of(file), Map.of())).isEqualTo(HELLO);
    }
  }

  private static StubServer.Talk hello() {
    return StubServer.answering(200, "application/json", HELLO);
  }

  private static boolean isHere(InetAddress address) {
    try (var server = StubServer.plain(address, conversation -> {})) {
      return server.port() > 0;
    } catch (IOException none) {
      return false;
    }
  }

  private static String get(
      StubServer server, String host, Optional<Path> caFile, Map<String, String> environment)
      throws IOException {
    var uri = URI.create("https://" + host + ":" + server.port() + "/api/x");
    var connection = new Connection(uri, new Secret("the-token"), caFile, environment);
    return new UrlConnectionHttp(connection, () -> {})
        .send(
            new HttpRequest(
                uri, connection.token(), Optional.empty(), Duration.ofMinutes(2), false))
        .body();
  }
}
