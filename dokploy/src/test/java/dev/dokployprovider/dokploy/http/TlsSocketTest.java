package dev.dokployprovider.dokploy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.testing.PrivateCa;
import dev.dokployprovider.dokploy.testing.StubProxy;
import dev.dokployprovider.dokploy.testing.StubServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** TLS to a server by a name that DNS does not know. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsSocketTest {
  private static final String NAME = "devpod-web-a1b2c3d.devpod.internal";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private PrivateCa ca;
  private SSLContext certificate;

  @BeforeAll
  void makeCertificates(@TempDir Path folder) throws Exception {
    ca = PrivateCa.in(folder);
    certificate = ca.server("dns:" + NAME);
  }

  @Test
  void a_certificate_that_proves_the_name_is_told_to_be_good() throws IOException {
    try (var server = StubServer.tls(certificate, TlsSocketTest::answer)) {
      var trusting = Map.of("SSL_CERT_FILE", ca.certificate().toString());
      assertThat(talk("127.0.0.1", server.port(), NAME, trusting)).isEmpty();
    }
  }

  @Test
  void a_certificate_that_proves_nothing_is_reported_and_changes_nothing() throws IOException {
    try (var server = StubServer.tls(certificate, TlsSocketTest::answer)) {
      assertThat(talk("127.0.0.1", server.port(), NAME, Map.of())).isPresent();
      var trusting = Map.of("SSL_CERT_FILE", ca.certificate().toString());
      assertThat(talk("localhost", server.port(), "other.devpod.internal", trusting)).isPresent();
    }
  }

  @Test
  void it_goes_through_a_proxy_that_is_asked_for_the_host_and_not_for_the_name()
      throws IOException {
    try (var server = StubServer.tls(certificate, TlsSocketTest::answer);
        var proxy = StubProxy.to(server.port(), Optional.of("me:p@ss"))) {
      var environment = Map.of("HTTPS_PROXY", "http://me:p%40ss@localhost:" + proxy.port());
      talk("server.example.test", 443, NAME, environment);

      assertThat(proxy.requestLines()).containsExactly("CONNECT server.example.test:443 HTTP/1.1");
    }
  }

  @Test
  void a_proxy_that_refuses_is_named_without_its_password() throws IOException {
    try (var proxy = StubProxy.to(1, Optional.of("me:other"))) {
      var environment = Map.of("HTTPS_PROXY", "http://me:p%40ss@localhost:" + proxy.port());
      assertThatThrownBy(() -> TlsSocket.open("server.example.test", 443, NAME, environment, LIMIT))
          .isInstanceOf(ProxyException.class)
          .hasMessageContaining("the proxy localhost:" + proxy.port())
          .hasMessageContaining("407")
          .hasMessageNotContaining("p@ss");
    }
  }

  @Test
  void NO_PROXY_counts() throws IOException {
    try (var server = StubServer.tls(certificate, TlsSocketTest::answer)) {
      talk("127.0.0.1", server.port(), NAME, Map.of("HTTPS_PROXY", "localhost:1"));
    }
  }

  @Test
  void a_server_that_says_nothing_is_given_up() throws IOException {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() ->
              TlsSocket.open(
                  "127.0.0.1", silent.getLocalPort(), NAME, Map.of(), Duration.ofMillis(300)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  private static void answer(StubServer.Conversation client) throws IOException {
    client.readRequest();
    client.answer(200, "text/plain", "hello");
  }

  /** What is told of the certificate, after a word with the server. */
  private static Optional<String> talk(
      String host, int port, String name, Map<String, String> environment) throws IOException {
    var opened = TlsSocket.open(host, port, name, environment, LIMIT);
    try (var socket = opened.socket()) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).endsWith("hello");
    }
    return opened.distrust();
  }
}
