package dev.dokployprovider.dokploy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.dokploy.testing.StubServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlConnectionHttpTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @Test
  void a_read_is_a_get_with_the_token_and_without_a_body() throws IOException {
    try (var server = StubServer.plain(StubServer.answering(200, "application/json", "[1]"))) {
      assertThat(send(server, Optional.empty(), LONG).body()).isEqualTo("[1]");
      assertThat(server.requests().getFirst())
          .startsWith("GET /api/x?y=1 HTTP/1.1\r\n")
          .contains("x-api-key: the-token\r\n", "Accept: application/json\r\n")
          .doesNotContain("Content-Type")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void a_write_is_a_post_of_json_in_utf_8() throws IOException {
    try (var server = StubServer.plain(StubServer.answering(200, "application/json", ""))) {
      assertThat(send(server, Optional.of("{\"a\":\"é\"}"), LONG).body()).isEmpty();
      assertThat(server.requests().getFirst())
          .startsWith("POST /api/x?y=1 HTTP/1.1\r\n")
          .contains("Content-Type: application/json\r\n", "Content-Length: 10\r\n")
          .endsWith("\r\n\r\n{\"a\":\"é\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 413, 415, 429, 500, 502, 503, 504})
  void the_body_of_an_error_is_read(int status) throws IOException {
    try (var server =
        StubServer.plain(StubServer.answering(status, "application/json", "{\"message\":\"m\"}"))) {
      assertThat(send(server, Optional.of("{}"), LONG))
          .extracting(HttpAnswer::status, HttpAnswer::body)
          .containsExactly(status, "{\"message\":\"m\"}");
    }
  }

  @Test
  void an_answer_of_401_that_asks_for_a_password_is_an_answer_like_others() throws IOException {
    StubServer.Talk asksForPassword =
        conversation -> {
          conversation.readRequest();
          conversation.send(
              "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                  + "Content-Length: 2\r\nConnection: close\r\n\r\nno");
        };
    try (var server = StubServer.plain(asksForPassword)) {
      var answer = send(server, Optional.of("{}"), LONG);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body()).isEqualTo("no");
      assertThat(answer.header("www-authenticate")).contains("Basic realm=\"x\"");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void a_redirect_is_not_followed(int status) throws IOException {
    StubServer.Talk redirects =
        conversation -> {
          conversation.readRequest();
          conversation.send(
              "HTTP/1.1 %d Moved\r\nLocation: /login\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                  .formatted(status));
        };
    try (var server = StubServer.plain(redirects)) {
      for (var json : new String[] {"", "{}"}) {
        var answer = send(server, Optional.of(json).filter(text -> !text.isEmpty()), LONG);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("location")).contains("/login");
      }
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void a_write_whose_answer_is_lost_is_sent_once() throws IOException {
    try (var server = StubServer.plain(StubServer.Conversation::readRequest)) {
      assertThatThrownBy(() -> send(server, Optional.of("{}"), LONG))
          .isInstanceOf(IOException.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void an_answer_that_ends_too_early_is_no_answer() throws IOException {
    StubServer.Talk cutsOff =
        conversation -> {
          conversation.readRequest();
          conversation.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,2");
        };
    try (var server = StubServer.plain(cutsOff)) {
      assertThatThrownBy(() -> send(server, Optional.empty(), LONG))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("EOF");
    }
  }

  @Test
  void a_peer_that_sends_a_byte_now_and_then_is_given_up_at_the_limit() throws IOException {
    StubServer.Talk drips =
        conversation -> {
          conversation.readRequest();
          conversation.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
          drip(conversation.socket().getOutputStream());
        };
    try (var server = StubServer.plain(drips)) {
      assertThatThrownBy(() -> send(server, Optional.empty(), Duration.ofMillis(600)))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("no whole answer within 600 ms");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 100\r\n\r\n[", "Transfer-Encoding: chunked\r\n\r\n64\r\n["})
  void a_peer_that_stops_in_the_middle_is_given_up_at_the_limit(String rest) throws IOException {
    StubServer.Talk stops =
        conversation -> {
          conversation.readRequest();
          conversation.send("HTTP/1.1 200 OK\r\n" + rest);
          conversation.awaitEnd();
        };
    try (var server = StubServer.plain(stops)) {
      assertThatThrownBy(() -> send(server, Optional.empty(), Duration.ofMillis(600)))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("no whole answer within 600 ms");
    }
  }

  @Test
  void a_peer_that_says_nothing_is_given_up_at_the_limit() throws IOException {
    try (var server = StubServer.plain(StubServer.Conversation::awaitEnd)) {
      assertThatThrownBy(() -> send(server, Optional.of("{}"), Duration.ofMillis(600)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void of_long_texts_that_nobody_needs_only_the_beginning_counts() throws IOException {
    String rows = "[{\"name\":\"web\",\"composeFile\":\"" + "x".repeat(100_000) + "\"}]";
    try (var server = StubServer.plain(StubServer.answering(200, "application/json", rows))) {
      var whole = request(server, Optional.empty(), LONG);
      var names = new HttpRequest(whole.uri(), whole.token(), whole.json(), whole.limit(), true);
      assertThat(new UrlConnectionHttp(connection(server), () -> {}, LONG, 2000).send(names).body())
          .startsWith("[{\"name\":\"web\"")
          .endsWith("xx\"}]");
    }
  }

  @Test
  void an_answer_beyond_any_that_dokploy_gives_is_refused() throws IOException {
    try (var server = StubServer.plain(StubServer.answering(200, "text/plain", "x".repeat(2000)))) {
      var http = new UrlConnectionHttp(connection(server), () -> {}, LONG, 1999);
      assertThatThrownBy(() -> http.send(request(server, Optional.empty(), LONG)))
          .isInstanceOf(OversizedAnswerException.class);
      assertThat(
              new UrlConnectionHttp(connection(server), () -> {}, LONG, 2000)
                  .send(request(server, Optional.empty(), LONG))
                  .body())
          .hasSize(2000);
    }
  }

  @Test
  void a_chunked_answer_is_read_whole() throws IOException {
    StubServer.Talk chunks =
        conversation -> {
          conversation.readRequest();
          conversation.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n");
          conversation.send("Connection: close\r\n\r\n2\r\n[1\r\n");
          conversation.send("3\r\n,2]\r\n0\r\n\r\n");
        };
    try (var server = StubServer.plain(chunks)) {
      assertThat(send(server, Optional.empty(), LONG).body()).isEqualTo("[1,2]");
    }
  }

  @Test
  void an_answer_that_is_late_is_reported_once_and_waited_for() throws Exception {
    var told = new Semaphore(0);
    StubServer.Talk answersWhenThatIsTold =
        conversation -> {
          conversation.readRequest();
          told.acquireUninterruptibly();
          told.release();
          conversation.send(
              "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nlate");
        };
    try (var server = StubServer.plain(answersWhenThatIsTold)) {
      var http =
          new UrlConnectionHttp(connection(server), told::release, Duration.ofMillis(1), 2000);
      assertThat(http.send(request(server, Optional.empty(), LONG)).body()).isEqualTo("late");
      assertThat(http.send(request(server, Optional.empty(), LONG)).body()).isEqualTo("late");
    }
    assertThat(told.availablePermits()).isEqualTo(1);
  }

  @Test
  void an_answer_that_comes_in_time_is_not_told_of() throws Exception {
    var told = new AtomicBoolean();
    StubServer.Talk answers =
        conversation -> {
          conversation.readRequest();
          conversation.send(
              "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nsoon");
        };
    try (var server = StubServer.plain(answers)) {
      var http = new UrlConnectionHttp(connection(server), () -> told.set(true), LONG, 2000);
      assertThat(http.send(request(server, Optional.empty(), LONG.multipliedBy(2))).body())
          .isEqualTo("soon");
    }
    assertThat(told).isFalse();
  }

  @Test
  void an_interrupted_caller_is_let_go_from_a_read() throws Exception {
    var caller = new AtomicReference<@Nullable Thread>(Thread.currentThread());
    StubServer.Talk interrupts =
        conversation -> {
          conversation.readRequest();
          interruptOnce(caller);
          conversation.awaitEnd();
        };
    try (var server = StubServer.plain(interrupts)) {
      assertThatThrownBy(() -> send(server, Optional.empty(), LONG))
          .isInstanceOf(InterruptedIOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void an_interrupted_caller_learns_first_what_a_write_has_made() throws Exception {
    var caller = Thread.currentThread();
    StubServer.Talk interrupts =
        conversation -> {
          conversation.readRequest();
          caller.interrupt();
          while (caller.isInterrupted()) {
            Thread.onSpinWait();
          }
          conversation.send(
              "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\n\"made\"");
        };
    try (var server = StubServer.plain(interrupts)) {
      assertThat(send(server, Optional.of("{}"), LONG).body()).isEqualTo("\"made\"");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void nothing_is_sent_for_a_caller_that_was_interrupted() throws Exception {
    var asked = new AtomicBoolean();
    try (var server = StubServer.plain(conversation -> asked.set(true))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> send(server, Optional.of("{}"), LONG))
          .isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(asked).isFalse();
  }

  /** The JDK asks a second time on its own when a connection is dropped; the test is over then. */
  private static void interruptOnce(AtomicReference<@Nullable Thread> caller) {
    var thread = caller.getAndSet(null);
    if (thread != null) {
      thread.interrupt();
    }
  }

  private static void drip(OutputStream out) throws IOException {
    while (true) {
      out.write(' ');
      out.flush();
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  private static HttpAnswer send(StubServer server, Optional<String> json, Duration limit)
      throws IOException {
    return new UrlConnectionHttp(connection(server), () -> {}).send(request(server, json, limit));
  }

  private static HttpRequest request(StubServer server, Optional<String> json, Duration limit) {
    return new HttpRequest(
        URI.create("http://localhost:" + server.port() + "/api/x?y=1"),
        new Secret("the-token"),
        json,
        limit,
        false);
  }

  private static Connection connection(StubServer server) {
    return new Connection(
        URI.create("http://localhost:" + server.port()),
        new Secret("the-token"),
        Optional.empty(),
        Map.of());
  }
}
