package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Failure.Reason;
import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.dokploy.http.HttpAnswer;
import dev.dokployprovider.dokploy.http.HttpRequest;
import dev.dokployprovider.dokploy.http.UrlConnectionHttp;
import dev.dokployprovider.dokploy.testing.PrivateCa;
import dev.dokployprovider.dokploy.testing.StubServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why there was no answer, told apart on real sockets where that can be done. */
class UnreachableTest {
  private static final String CALL = "project.all";

  @Test
  void nothing_listens() throws IOException {
    int closedPort;
    try (var gone = StubServer.plain(conversation -> {})) {
      closedPort = gone.port();
    }
    assertThat(failureAt("http://localhost:" + closedPort))
        .isEqualTo(new Failure.Unreachable(CALL, Reason.REFUSED, "Connection refused"));
    assertThat(failureAt("https://localhost:" + closedPort))
        .isEqualTo(new Failure.Unreachable(CALL, Reason.REFUSED, "Connection refused"));
  }

  @Test
  void the_name_is_unknown() {
    assertThat(failureAt("http://nosuch.invalid"))
        .isEqualTo(new Failure.Unreachable(CALL, Reason.UNKNOWN_HOST, "nosuch.invalid"));
  }

  @Test
  void the_connection_ends_before_the_answer_begins_and_the_read_is_repeated() throws IOException {
    try (var server = StubServer.plain(StubServer.Conversation::readRequest)) {
      assertThat(reasonAt("http://localhost:" + server.port())).isEqualTo(Reason.CUT_OFF);
      assertThat(server.connections()).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void the_connection_ends_in_the_middle_of_the_answer() throws IOException {
    StubServer.Talk cutsOff =
        conversation -> {
          conversation.readRequest();
          conversation.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,2");
        };
    try (var server = StubServer.plain(cutsOff)) {
      assertThat(reasonAt("http://localhost:" + server.port())).isEqualTo(Reason.CUT_OFF);
    }
  }

  @Test
  void the_certificate_is_of_an_unknown_authority_or_for_another_name(@TempDir Path folder)
      throws Exception {
    var ca = PrivateCa.in(folder);
    try (var server =
        StubServer.tls(ca.server("ip:127.0.0.1"), StubServer.Conversation::readRequest)) {
      assertThat(failureAt("https://127.0.0.1:" + server.port()))
          .isEqualTo(
              new Failure.Unreachable(
                  CALL,
                  Reason.UNTRUSTED_CERTIFICATE,
                  "no authority that this computer trusts has signed it"));
      var connection =
          new Connection(
              URI.create("https://localhost:" + server.port()),
              new Secret("the-token"),
              Optional.of(ca.certificate()),
              Map.of());
      assertThat(
              failureOf(RestDokploy.connect(connection, Optional.empty(), newer -> {}, () -> {})))
          .isInstanceOfSatisfying(
              Failure.Unreachable.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.CERTIFICATE_NAME));
    }
  }

  @Test
  void tls_is_spoken_to_a_plain_port() throws IOException {
    StubServer.Talk speaksHttp =
        conversation -> {
          conversation.socket().getInputStream().read();
          conversation.answer(400, "text/plain", "Bad Request");
          conversation.awaitEnd();
        };
    try (var server = StubServer.plain(speaksHttp)) {
      assertThat(reasonAt("https://localhost:" + server.port())).isEqualTo(Reason.NEEDS_HTTP);
    }
  }

  /** As a server does that reads a line before it says anything. */
  @Test
  void tls_is_spoken_to_a_plain_port_that_waits_in_silence() throws IOException {
    StubServer.Talk speaksHttp =
        conversation -> {
          conversation.readRequest();
          conversation.answer(200, "text/html", "<html>");
        };
    try (var server = StubServer.plain(speaksHttp)) {
      assertThat(reasonAt("https://localhost:" + server.port())).isEqualTo(Reason.NEEDS_HTTP);
      assertThat(String.join("", server.requests()))
          .as("what was sent in the clear")
          .doesNotContain("the-token");
    }
  }

  /** As Python's plain HTTPServer: it serves one connection after the other. */
  @Test
  void tls_is_spoken_to_a_plain_port_with_one_connection_at_a_time() throws IOException {
    var turn = new ReentrantLock(true);
    StubServer.Talk oneAtATime =
        conversation -> {
          turn.lock();
          try {
            conversation.readRequest();
            conversation.answer(200, "text/html", "<html>");
          } finally {
            turn.unlock();
          }
        };
    try (var server = StubServer.plain(oneAtATime)) {
      long begun = System.nanoTime();
      assertThat(reasonAt("https://localhost:" + server.port())).isEqualTo(Reason.NEEDS_HTTP);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    }
  }

  /** It is asked once more, as what was asked in vain had to end. */
  @Test
  void a_plain_port_with_one_connection_at_a_time_that_is_slow_is_waited_for() throws IOException {
    var turn = new ReentrantLock(true);
    var requests = new AtomicInteger();
    StubServer.Talk slow =
        conversation -> {
          turn.lock();
          try {
            conversation.readRequest();
            if (requests.incrementAndGet() == 1) {
              conversation.awaitEnd();
            }
            conversation.answer(200, "application/json", "[]");
          } finally {
            turn.unlock();
          }
        };
    try (var server = StubServer.plain(slow)) {
      var connection =
          new Connection(
              URI.create("http://localhost:" + server.port()),
              new Secret("the-token"),
              Optional.empty(),
              Map.of());
      var request =
          new HttpRequest(
              URI.create(connection.server() + "/api/x"),
              connection.token(),
              Optional.empty(),
              Duration.ofSeconds(20),
              false);
      assertThat(new UrlConnectionHttp(connection, () -> {}).send(request).body()).isEqualTo("[]");
    }
  }

  @Test
  void a_tls_port_that_is_only_slow_is_waited_for(@TempDir Path folder) throws Exception {
    var ca = PrivateCa.in(folder);
    var connections = new AtomicInteger();
    var otherTried = new CompletableFuture<Boolean>();
    StubServer.Talk slow =
        conversation -> {
          if (connections.incrementAndGet() == 2) {
            otherTried.complete(true);
          }
          conversation.readRequest();
          otherTried.join();
          conversation.answer(200, "application/json", "[]");
        };
    try (var server = StubServer.tls(ca.server("dns:localhost"), slow)) {
      var connection =
          new Connection(
              URI.create("https://localhost:" + server.port()),
              new Secret("the-token"),
              Optional.of(ca.certificate()),
              Map.of());
      var request =
          new HttpRequest(
              URI.create(connection.server() + "/api/x"),
              connection.token(),
              Optional.empty(),
              Duration.ofSeconds(20),
              false);
      assertThat(new UrlConnectionHttp(connection, () -> {}).send(request).body()).isEqualTo("[]");
    }
  }

  @Test
  void plain_http_is_spoken_to_a_tls_port() throws IOException {
    StubServer.Talk alert =
        conversation -> {
          conversation.socket().getInputStream().read();
          // A TLS alert, "unexpected message": all that a strict server says.
          conversation.socket().getOutputStream().write(new byte[] {0x15, 3, 3, 0, 2, 2, 10});
        };
    try (var server = StubServer.plain(alert)) {
      assertThat(reasonAt("http://localhost:" + server.port())).isEqualTo(Reason.NEEDS_HTTPS);
    }
    var words = "Client sent an HTTP request to an HTTPS server.";
    try (var server = StubServer.plain(StubServer.answering(400, "text/plain", words))) {
      assertThat(failureAt("http://localhost:" + server.port()))
          .isEqualTo(new Failure.Unreachable(CALL, Reason.NEEDS_HTTPS, words));
    }
  }

  /** Java's own TLS server, which hangs up or sends an alert. */
  @Test
  void plain_http_is_spoken_to_a_real_tls_server(@TempDir Path folder) throws Exception {
    try (var server =
        StubServer.tls(
            PrivateCa.in(folder).server("dns:localhost"), StubServer.Conversation::readRequest)) {
      assertThat(reasonAt("http://localhost:" + server.port())).isEqualTo(Reason.NEEDS_HTTPS);
    }
  }

  @Test
  void a_port_that_does_not_speak_http_is_not_dokploy() throws IOException {
    StubServer.Talk speaksSsh =
        conversation -> {
          conversation.send("SSH-2.0-OpenSSH_9.2p1\r\n");
          conversation.readRequest();
          conversation.send("Invalid SSH identification string.\r\n");
        };
    try (var server = StubServer.plain(speaksSsh)) {
      assertThat(failureAt("http://localhost:" + server.port()))
          .isEqualTo(new Failure.NotDokploy(CALL, 0, "what answers there does not speak HTTP"));
    }
  }

  /** Java's messages as its sources have them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target | no authority that this computer trusts has signed it",
        "PKIX path validation failed: java.security.cert.CertPathValidatorException: Path does not chain with any of the trust anchors | no authority that this computer trusts has signed it",
        "PKIX path validation failed: java.security.cert.CertPathValidatorException: Algorithm constraints check failed on signature algorithm: SHA1withRSA | its signature is of a kind that is not secure any more",
        "PKIX path validation failed: java.security.cert.CertPathValidatorException: Certificate has been revoked, reason: KEY_COMPROMISE | it was revoked",
        "Extended key usage does not permit use for TLS server authentication | it is not made for a server",
        "PKIX path validation failed: java.security.cert.CertPathValidatorException: signature check failed | path validation failed: signature check failed"
      })
  void why_a_certificate_is_not_trusted_is_reported_in_plain_words(String javas, String words) {
    assertThat(TlsWords.untrusted(javas)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(handshake_failure) Received fatal alert: handshake_failure | the server accepts none of this computer's ciphers",
        "Received fatal alert: protocol_version | the server accepts none of this computer's versions of TLS",
        "Received fatal alert: unrecognized_name | the server has no certificate for that name",
        "Unsupported or unrecognized SSL message | what answers does not speak TLS",
        "Remote host terminated the handshake | the server ended the connection in it",
        "Something new | Something new"
      })
  void why_there_is_no_tls_is_reported_in_plain_words(String javas, String words) {
    assertThat(TlsWords.handshake(javas)).isEqualTo(words);
  }

  @Test
  void what_no_test_can_cause_here_is_recognized_by_its_exception() {
    assertThat(Unanswered.of(CALL, new NoRouteToHostException("No route to host")))
        .isEqualTo(new Failure.Unreachable(CALL, Reason.NO_ROUTE, "No route to host"));
    assertThat(Unanswered.of(CALL, new ConnectException("Network is unreachable")))
        .isEqualTo(new Failure.Unreachable(CALL, Reason.NO_ROUTE, "Network is unreachable"));
    assertThat(Unanswered.of(CALL, new ConnectException("Connection timed out")))
        .isEqualTo(new Failure.Unreachable(CALL, Reason.TIMED_OUT, "Connection timed out"));
    assertThat(Unanswered.of(CALL, new SocketTimeoutException("no whole answer within 30 s")))
        .isEqualTo(new Failure.Unreachable(CALL, Reason.TIMED_OUT, "no whole answer within 30 s"));
  }

  @Test
  void a_proxy_that_cannot_be_used_is_reported_as_such() {
    var connection =
        new Connection(
            URI.create("https://dokploy.example.test"),
            new Secret("the-token"),
            Optional.empty(),
            Map.of("HTTPS_PROXY", "socks5://me:hush@proxy.test"));
    assertThat(failureOf(RestDokploy.connect(connection, Optional.empty(), newer -> {}, () -> {})))
        .isEqualTo(
            new Failure.Unreachable(
                CALL,
                Reason.PROXY,
                "HTTPS_PROXY names a proxy of the kind socks5; only http is supported"));
  }

  @Test
  void no_failure_and_no_value_shows_the_token() throws IOException {
    try (var server =
        StubServer.plain(StubServer.answering(500, "application/json", "{\"message\":\"m\"}"))) {
      var connection = connection("http://localhost:" + server.port());
      var dokploy = RestDokploy.connect(connection, Optional.empty(), newer -> {}, () -> {});
      try {
        dokploy.deployments().running();
        throw new AssertionError("no failure");
      } catch (DokployException failed) {
        var trace = new java.io.StringWriter();
        failed.printStackTrace(new java.io.PrintWriter(trace));
        assertThat(trace + failed.failure().toString() + connection + dokploy)
            .doesNotContain("the-token");
      }
      assertThat(server.requests().getFirst()).contains("the-token");
    }
    assertThat(new HttpAnswer(200, Map.of(), "").toString()).doesNotContain("the-token");
  }

  private static Reason reasonAt(String server) {
    return failureAt(server) instanceof Failure.Unreachable(var call, var reason, var detail)
        ? reason
        : org.assertj.core.api.Assertions.fail("another failure: " + failureAt(server));
  }

  private static Failure failureAt(String server) {
    return failureOf(
        RestDokploy.connect(connection(server), Optional.empty(), newer -> {}, () -> {}));
  }

  private static Failure failureOf(Dokploy dokploy) {
    try {
      dokploy.deployments().running();
      throw new AssertionError("no failure");
    } catch (DokployException failed) {
      return failed.failure();
    }
  }

  private static Connection connection(String server) {
    return new Connection(URI.create(server), new Secret("the-token"), Optional.empty(), Map.of());
  }
}
