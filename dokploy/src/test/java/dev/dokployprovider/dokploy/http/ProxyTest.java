package dev.dokployprovider.dokploy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.dokploy.testing.PrivateCa;
import dev.dokployprovider.dokploy.testing.StubProxy;
import dev.dokployprovider.dokploy.testing.StubServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The names here resolve nowhere: what answers was reached through the proxy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyTest {
  private static final String HELLO = "\"v0.30.2\"";
  private static final String PASSWORD = "p@ss:w0rd";

  private PrivateCa ca;
  private SSLContext certificate;

  @BeforeAll
  void makeCertificates(@TempDir Path folder) throws Exception {
    ca = PrivateCa.in(folder);
    certificate = ca.server("dns:dokploy.example.test");
  }

  @Test
  void https_goes_through_a_tunnel_and_the_certificate_is_still_checked() throws IOException {
    try (var server = StubServer.tls(certificate, hello());
        var proxy = StubProxy.to(server.port(), Optional.empty())) {
      var environment = Map.of("HTTPS_PROXY", "http://localhost:" + proxy.port());
      assertThat(get("https://dokploy.example.test", environment)).isEqualTo(HELLO);
      assertThatThrownBy(() -> get("https://other.example.test", environment))
          .hasMessageContaining("No subject alternative DNS name matching other.example.test");
      assertThat(proxy.requestLines())
          .containsExactly(
              "CONNECT dokploy.example.test:443 HTTP/1.1",
              "CONNECT other.example.test:443 HTTP/1.1");
    }
  }

  @Test
  void the_token_is_not_told_to_the_proxy_of_a_tunnel() throws IOException {
    try (var server = StubServer.tls(certificate, hello());
        var proxy = StubServer.plain(StubServer.Conversation::readRequest)) {
      var environment = Map.of("HTTPS_PROXY", "localhost:" + proxy.port());
      assertThatThrownBy(() -> get("https://dokploy.example.test", environment))
          .isInstanceOf(IOException.class);
      assertThat(proxy.requests()).hasSize(1).noneMatch(request -> request.contains("the-token"));
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void a_password_in_the_variable_opens_the_tunnel() throws IOException {
    try (var server = StubServer.tls(certificate, hello());
        var proxy = StubProxy.to(server.port(), Optional.of("me:" + PASSWORD))) {
      var environment =
          Map.of("https_proxy", "http://me:p%40ss%3Aw0rd@localhost:" + proxy.port() + "/");
      assertThat(get("https://dokploy.example.test", environment)).isEqualTo(HELLO);
    }
  }

  @Test
  void a_wrong_password_is_a_failure_of_the_proxy_and_is_not_shown() throws IOException {
    try (var server = StubServer.tls(certificate, hello());
        var proxy = StubProxy.to(server.port(), Optional.of("me:" + PASSWORD))) {
      var environment = Map.of("HTTPS_PROXY", "http://me:wrong@localhost:" + proxy.port());
      assertThatThrownBy(() -> get("https://dokploy.example.test", environment))
          .isInstanceOf(ProxyException.class)
          .hasMessageContaining("407")
          .hasMessageNotContaining("wrong");
      assertThat(proxy.requestLines()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void plain_http_is_asked_of_the_proxy_with_and_without_a_password() throws IOException {
    try (var open = StubProxy.to(1, Optional.empty());
        var closed = StubProxy.to(1, Optional.of("me:" + PASSWORD))) {
      assertThat(
              get(
                  "http://dokploy.example.test:3000",
                  Map.of("HTTP_PROXY", "http://localhost:" + open.port())))
          .isEqualTo(HELLO);
      assertThat(
              get(
                  "http://dokploy.example.test:3000",
                  Map.of("http_proxy", "http://me:p%40ss%3Aw0rd@localhost:" + closed.port())))
          .isEqualTo(HELLO);
      assertThat(open.requestLines())
          .containsExactly("GET http://dokploy.example.test:3000/api/x HTTP/1.1");
    }
  }

  @Test
  void a_proxy_that_is_not_there_is_named() throws IOException {
    int closedPort;
    try (var gone = StubServer.plain(conversation -> {})) {
      closedPort = gone.port();
    }
    for (String scheme : new String[] {"http", "https"}) {
      var environment =
          Map.of(
              "HTTP_PROXY", "http://me:secret@localhost:" + closedPort,
              "HTTPS_PROXY", "http://me:secret@localhost:" + closedPort);
      assertThatThrownBy(() -> get(scheme + "://dokploy.example.test", environment))
          .isInstanceOf(ProxyException.class)
          .hasMessage("the proxy localhost:" + closedPort + ": Connection refused");
    }
    assertThatThrownBy(() ->
            get("http://dokploy.example.test", Map.of("HTTP_PROXY", "http://nosuch.invalid:1")))
        .isInstanceOf(ProxyException.class)
        .hasMessageContaining("the proxy nosuch.invalid:1");
  }

  @Test
  void no_proxy_and_localhost_are_reached_directly() throws IOException {
    try (var server = StubServer.plain(hello());
        var proxy = StubProxy.to(server.port(), Optional.empty())) {
      var environment = Map.of("HTTP_PROXY", "http://localhost:" + proxy.port());
      assertThat(get("http://localhost:" + server.port(), environment)).isEqualTo(HELLO);
      assertThat(get("http://127.0.0.1:" + server.port(), environment)).isEqualTo(HELLO);
      assertThat(proxy.requestLines()).isEmpty();
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  private static StubServer.Talk hello() {
    return StubServer.answering(200, "application/json", HELLO);
  }

  private String get(String server, Map<String, String> environment) throws IOException {
    var connection =
        new Connection(
            URI.create(server),
            new Secret("the-token"),
            Optional.of(ca.certificate()),
            environment);
    return new UrlConnectionHttp(connection, () -> {})
        .send(
            new HttpRequest(
                URI.create(server + "/api/x"),
                connection.token(),
                Optional.empty(),
                Duration.ofMinutes(2),
                false))
        .body();
  }
}
