package dev.dokployprovider.dokploy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.dokploy.testing.PrivateCa;
import dev.dokployprovider.dokploy.testing.StubProxy;
import dev.dokployprovider.dokploy.testing.StubServer;
import dev.dokployprovider.dokploy.testing.WebSocketFrames;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSocketTest {
  /** Waits long for a first word and for the end, so that a slow machine changes nothing. */
  private static final TextListener.Patience PATIENT =
      new TextListener.Patience(
          Duration.ofMinutes(1), Duration.ofSeconds(2), Duration.ofMinutes(2));

  @Test
  void the_text_is_read_until_the_socket_goes_quiet() throws IOException {
    StubServer.Talk follows =
        client -> {
          var socket = WebSocketFrames.accept(client);
          socket.text("one\ntw");
          socket.text("o\nthree ✅\n");
          client.awaitEnd();
        };
    try (var server = StubServer.plain(follows)) {
      assertThat(read(server, 10)).contains("one\ntwo\nthree ✅\n");
      assertThat(server.requests().getFirst())
          .startsWith("GET /listen?logPath=%2Fa HTTP/1.1\r\n")
          .containsIgnoringCase("\r\nx-api-key: the-token\r\n");
    }
  }

  @Test
  void a_stream_gives_each_part_once_as_it_comes_and_nothing_when_it_breaks() throws Exception {
    var goOn = new CountDownLatch(1);
    StubServer.Talk follows =
        client -> {
          var socket = WebSocketFrames.accept(client);
          socket.text("one\n");
          awaitQuietly(goOn);
          socket.text("two\n");
        };
    try (var server = StubServer.plain(follows);
        var stream = follow(server.port())) {
      assertThat(awaitText(stream, "one\n")).isEqualTo("one\n");
      goOn.countDown();
      assertThat(awaitText(stream, "two\n")).isEqualTo("two\n");
      assertThat(stream.more()).isEmpty();
    }
    int nobodyListens;
    try (var gone = StubServer.plain(client -> {})) {
      nobodyListens = gone.port();
    }
    try (var stream = follow(nobodyListens)) {
      assertThat(stream.more()).isEmpty();
    }
  }

  @Test
  void a_stream_asks_for_a_heartbeat_by_a_masked_ping() throws Exception {
    var pinged = new CountDownLatch(1);
    StubServer.Talk answers =
        client -> {
          var socket = WebSocketFrames.accept(client);
          socket.text("one\n");
          byte[] ping = client.socket().getInputStream().readNBytes(6);
          if (ping[0] == (byte) 0x89 && ping[1] == (byte) 0x80) {
            pinged.countDown();
          }
          client.awaitEnd();
        };
    try (var server = StubServer.plain(answers);
        var stream = follow(server.port())) {
      assertThat(awaitText(stream, "one\n")).isEqualTo("one\n");
      assertThat(stream.isAlive()).isTrue();
      assertThat(pinged.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void a_silence_without_a_ping_is_no_sign_of_an_end() throws Exception {
    var later = new AtomicLong();
    StubServer.Talk silent =
        client -> {
          WebSocketFrames.accept(client).text("one\n");
          client.awaitEnd();
        };
    try (var server = StubServer.plain(silent);
        var stream = follow(server.port(), () -> System.nanoTime() + later.get())) {
      assertThat(awaitText(stream, "one\n")).isEqualTo("one\n");
      later.set(Duration.ofMinutes(5).toNanos());
      assertThat(stream.isAlive()).isTrue();
      later.set(Duration.ofMinutes(6).toNanos());
      assertThat(stream.isAlive()).isFalse();
    }
  }

  @Test
  void a_stream_that_fails_in_an_unexpected_way_has_ended() throws Exception {
    // No port has that number.
    try (var stream = follow(70_000)) {
      assertThat(awaitEnd(stream)).isPresent();
    }
  }

  @Test
  void so_has_one_that_meets_an_error_and_it_drops_the_connection() throws Exception {
    var dropped = new CountDownLatch(1);
    StubServer.Talk goesOn =
        client -> {
          WebSocketFrames.accept(client).text("one\n");
          client.awaitEnd();
          dropped.countDown();
        };
    LongSupplier full =
        () -> {
          throw new OutOfMemoryError("Java heap space");
        };
    try (var server = StubServer.plain(goesOn);
        var stream = follow(server.port(), full)) {
      assertThat(awaitEnd(stream)).contains("Java heap space");
      assertThat(dropped.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private static Optional<String> awaitEnd(TextStream stream) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (stream.end().isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
    }
    return stream.end();
  }

  @Test
  void a_pong_is_a_heartbeat_and_three_seconds_without_one_are_none() throws Exception {
    var later = new AtomicLong();
    var heard = new CountDownLatch(1);
    StubServer.Talk answers =
        client -> {
          var socket = WebSocketFrames.accept(client);
          socket.text("one\n");
          awaitQuietly(heard);
          socket.frame(0x8A, new byte[0]);
          socket.text("two\n");
          client.awaitEnd();
        };
    try (var server = StubServer.plain(answers);
        var stream = follow(server.port(), () -> System.nanoTime() + later.get())) {
      assertThat(awaitText(stream, "one\n")).isEqualTo("one\n");
      assertThat(stream.isAlive()).isTrue();
      later.set(Duration.ofSeconds(4).toNanos());
      assertThat(stream.isAlive()).isFalse();
      heard.countDown();
      later.set(0);
      assertThat(awaitText(stream, "two\n")).isEqualTo("two\n");
      assertThat(stream.isAlive()).isTrue();
    }
  }

  private static TextStream follow(int port) throws IOException {
    return follow(port, System::nanoTime);
  }

  private static TextStream follow(int port, LongSupplier clock) throws IOException {
    return socket(Optional.empty(), Map.of(), PATIENT)
        .follow(URI.create("ws://localhost:" + port + "/listen"), clock);
  }

  private static void awaitQuietly(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(1, TimeUnit.MINUTES)) {
        throw new IOException("the test did not go on");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** What has come when there is as much as expected, or when a minute has passed. */
  private static String awaitText(TextStream stream, String expected) {
    var text = new StringBuilder();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (text.length() < expected.length() && System.nanoTime() < end) {
      text.append(stream.more());
      LockSupport.parkNanos(5_000_000);
    }
    return text.toString();
  }

  @Test
  void frames_of_every_kind_and_length_make_one_text() throws IOException {
    String check = "✅";
    byte[] bytes = check.getBytes(StandardCharsets.UTF_8);
    String wide = check.repeat(60_000);
    StubServer.Talk mixed =
        client -> {
          var socket = WebSocketFrames.accept(client);
          // A message of three fragments, of which the first two end inside a character.
          socket.frame(0x01, Arrays.copyOfRange(bytes, 0, 1));
          socket.frame(0x89, "there?".getBytes(StandardCharsets.UTF_8));
          socket.frame(0x00, Arrays.copyOfRange(bytes, 1, 2));
          socket.frame(0x80, Arrays.copyOfRange(bytes, 2, 3));
          socket.frame(0x82, "bytes are no text".getBytes(StandardCharsets.UTF_8));
          socket.text("");
          socket.text("x".repeat(126));
          socket.text(wide);
          socket.close();
          // A connection that is closed with something unread takes back what was sent.
          var _ = client.socket().getInputStream().readNBytes("......there?".length());
        };
    try (var server = StubServer.plain(mixed)) {
      assertThat(read(server, 10)).contains(check + "x".repeat(126) + wide);
    }
  }

  @Test
  void a_ping_is_answered_with_what_it_carries() throws IOException {
    var answer = new AtomicReference<byte[]>();
    StubServer.Talk pings =
        client -> {
          var socket = WebSocketFrames.accept(client);
          socket.frame(0x89, "hello".getBytes(StandardCharsets.UTF_8));
          byte[] frame = client.socket().getInputStream().readNBytes(11);
          for (int i = 6; i < frame.length; i++) {
            frame[i] = (byte) (frame[i] ^ frame[2 + (i - 6) % 4]);
          }
          answer.set(frame);
          socket.text("done");
          socket.close();
        };
    try (var server = StubServer.plain(pings)) {
      assertThat(read(server, 1)).contains("done");
    }
    byte[] frame = answer.get();
    assertThat(frame[0]).isEqualTo((byte) 0x8A);
    assertThat(frame[1]).isEqualTo((byte) (0x80 | 5));
    assertThat(new String(frame, 6, 5, StandardCharsets.UTF_8)).isEqualTo("hello");
  }

  @Test
  void an_answer_for_another_key_is_no_websocket() throws IOException {
    StubServer.Talk lies =
        client -> {
          client.readRequest();
          client.send("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: AAAA\r\n\r\n");
        };
    try (var server = StubServer.plain(lies)) {
      assertThatThrownBy(() -> read(server, 10))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("was not asked for");
    }
  }

  @Test
  void only_the_last_lines_are_kept() throws IOException {
    StubServer.Talk follows =
        client -> {
          var socket = WebSocketFrames.accept(client);
          for (int i = 1; i <= 100; i++) {
            socket.text("line " + i + "\n");
          }
          socket.text("unfinished");
          socket.close();
        };
    try (var server = StubServer.plain(follows)) {
      assertThat(read(server, 3)).contains("line 99\nline 100\nunfinished");
      assertThat(read(server, 1)).contains("unfinished");
      assertThat(read(server, 1000).orElseThrow()).startsWith("line 1\nline 2\n");
    }
  }

  @Test
  void a_socket_that_closes_without_a_word_is_distinguished_from_an_empty_text()
      throws IOException {
    try (var closes = StubServer.plain(client -> WebSocketFrames.accept(client).close());
        var breaks = StubServer.plain(client -> WebSocketFrames.accept(client))) {
      assertThat(read(closes, 10)).isEmpty();
      assertThat(read(breaks, 10)).isEmpty();
    }
    var hasty =
        new TextListener.Patience(
            Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofHours(1));
    StubServer.Talk silent =
        client -> {
          WebSocketFrames.accept(client);
          client.awaitEnd();
        };
    try (var server = StubServer.plain(silent)) {
      assertThat(read(server, 10, hasty)).contains("");
    }
  }

  @Test
  void a_text_without_end_is_left_at_the_limit() throws IOException {
    StubServer.Talk endless =
        client -> {
          var socket = WebSocketFrames.accept(client);
          while (true) {
            socket.text("more\n");
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
          }
        };
    var short_ =
        new TextListener.Patience(
            Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(500));
    try (var server = StubServer.plain(endless)) {
      assertThat(read(server, 2, short_).orElse("").lines()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void another_answer_than_a_websocket_is_handed_on() throws IOException {
    try (var server = StubServer.plain(StubServer.answering(404, "text/html", "<html>"))) {
      assertThatThrownBy(() -> read(server, 10))
          .isInstanceOfSatisfying(
              UpgradeRefusedException.class,
              refused -> assertThat(refused.answer().status()).isEqualTo(404));
    }
  }

  @Test
  void a_private_ca_and_a_proxy_with_a_password_count_here_too(@TempDir Path folder)
      throws Exception {
    var ca = PrivateCa.in(folder);
    StubServer.Talk hello =
        client -> {
          var socket = WebSocketFrames.accept(client);
          socket.text("hello");
          socket.close();
        };
    try (var server = StubServer.tls(ca.server("dns:dokploy.example.test"), hello);
        var proxy = StubProxy.to(server.port(), Optional.of("me:hush"))) {
      var uri = URI.create("wss://dokploy.example.test/listen");
      var right = Map.of("HTTPS_PROXY", "http://me:hush@localhost:" + proxy.port());
      var wrong = Map.of("HTTPS_PROXY", "http://me:mistaken@localhost:" + proxy.port());
      assertThat(socket(Optional.of(ca.certificate()), right, PATIENT).read(uri, 10))
          .contains("hello");
      assertThatThrownBy(() -> socket(Optional.of(ca.certificate()), wrong, PATIENT).read(uri, 10))
          .isInstanceOf(ProxyException.class)
          .hasMessageNotContaining("mistaken");
      assertThatThrownBy(() -> socket(Optional.empty(), right, PATIENT).read(uri, 10))
          .hasMessageContaining("PKIX path building failed");
    }
  }

  private static Optional<String> read(StubServer server, int lines) throws IOException {
    return read(server, lines, PATIENT);
  }

  private static Optional<String> read(StubServer server, int lines, TextListener.Patience patience)
      throws IOException {
    var uri = URI.create("ws://localhost:" + server.port() + "/listen?logPath=%2Fa");
    return socket(Optional.empty(), Map.of(), patience).read(uri, lines);
  }

  private static TextSocket socket(
      Optional<Path> caFile, Map<String, String> environment, TextListener.Patience patience) {
    var connection =
        new Connection(
            URI.create("http://unused.test"), new Secret("the-token"), caFile, environment);
    return new TextSocket(connection, patience);
  }
}
