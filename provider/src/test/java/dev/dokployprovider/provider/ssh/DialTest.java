package dev.dokployprovider.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.testing.PrivateCa;
import dev.dokployprovider.dokploy.tunnel.TlsTunnel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a TLS server on loopback. */
@Timeout(120)
class DialTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String NAME = "devpod-web-a1b2c3.devpod.internal";

  private static SSLContext identity;

  @BeforeAll
  static void makeIdentity() throws Exception {
    identity = PrivateCa.selfSigned();
  }

  private TlsTunnel open(TlsServer server) throws IOException {
    return TlsTunnel.open(target(server.port()), Map.of(), LIMIT);
  }

  private static TlsTunnel.Target target(int port) {
    return new TlsTunnel.Target("127.0.0.1", port, NAME);
  }

  @Test
  void the_server_is_asked_for_the_name_and_its_certificate_decides_nothing() throws Exception {
    try (var server =
        TlsServer.start(
            identity, client -> write(client.getOutputStream(), TlsServer.nameOf(client)))) {
      var tunnel = open(server);
      var out = new ByteArrayOutputStream();
      Dial.carry(tunnel.socket(), InputStream.nullInputStream(), out);

      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(NAME);
      assertThat(tunnel.distrust())
          .hasValueSatisfying(why -> assertThat(why).contains("self-signed"));
    }
  }

  @Test
  void the_end_of_the_input_reaches_the_server_and_leaves_its_answer_open() throws Exception {
    try (var server =
        TlsServer.start(
            identity,
            client -> {
              byte[] all = client.getInputStream().readAllBytes();
              write(client.getOutputStream(), "got " + all.length);
            })) {
      var out = new ByteArrayOutputStream();
      Dial.carry(open(server).socket(), new ByteArrayInputStream(new byte[100_000]), out);

      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("got 100000");
    }
  }

  @Test
  void the_end_of_the_servers_side_is_the_end_though_the_input_is_open() throws Exception {
    try (var server = TlsServer.start(identity, client -> write(client.getOutputStream(), "bye"));
        var neverEnds = new PipedInputStream(new PipedOutputStream())) {
      var out = new ByteArrayOutputStream();
      Dial.carry(open(server).socket(), neverEnds, out);

      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("bye");
    }
  }

  @Test
  void every_piece_is_passed_on_as_it_comes() throws Exception {
    try (var server =
            TlsServer.start(
                identity, client -> client.getInputStream().transferTo(client.getOutputStream()));
        var answers = new PipedInputStream();
        var out = new PipedOutputStream(answers)) {
      var tunnel = open(server);
      var ours = new PipedOutputStream();
      var in = new PipedInputStream(ours);
      var carried =
          CompletableFuture.runAsync(() -> carry(tunnel, in, out), Thread::startVirtualThread);

      for (int i = 0; i < 100; i++) {
        ours.write(i);
        ours.flush();
        assertThat(answers.read()).isEqualTo(i);
      }
      ours.close();
      carried.join();
    }
  }

  @Test
  void eight_megabytes_and_all_values_of_bytes_come_back_as_they_went() throws Exception {
    long seed = Long.getLong("soak.seed", 20_261_128);
    byte[] bytes = new byte[8 << 20];
    new Random(seed).nextBytes(bytes);
    try (var server =
        TlsServer.start(
            identity, client -> client.getInputStream().transferTo(client.getOutputStream()))) {
      var out = new ByteArrayOutputStream();
      Dial.carry(open(server).socket(), new ByteArrayInputStream(bytes), out);

      assertThat(out.toByteArray()).as("seed %d", seed).isEqualTo(bytes);
    }
  }

  @Test
  void what_the_server_does_not_take_is_not_read() throws Exception {
    var release = new CompletableFuture<Void>();
    try (var server =
        TlsServer.start(
            identity,
            client -> {
              release.join();
              write(client.getOutputStream(), "" + client.getInputStream().readAllBytes().length);
            })) {
      long size = 48L << 20;
      var read = new AtomicLong();
      var tunnel = open(server);
      var out = new ByteArrayOutputStream();
      var carried =
          CompletableFuture.runAsync(
              () -> carry(tunnel, new Zeros(size, read), out), Thread::startVirtualThread);

      // It stands still once the buffers on the way are full.
      Waiting.until("nothing more is read", standsStill(read));
      assertThat(read.get()).isLessThan(24L << 20);
      release.complete(null);
      carried.join();
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("" + size);
    }
  }

  @Test
  void what_speaks_no_TLS_and_who_does_not_answer_are_reported_in_words_that_ssh_s_reader_knows()
      throws Exception {
    try (var plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            try (var client = plain.accept()) {
              write(client.getOutputStream(), "SSH-2.0-OpenSSH_9.2\r\n");
            } catch (IOException gone) {
              // The test sees that.
            }
          });
      assertThat(verdict(target(plain.getLocalPort()))).isInstanceOf(OpenResult.NoTls.class);
    }
    assertThat(verdict(target(Sshd.freePort()))).isInstanceOf(OpenResult.Refused.class);
    assertThat(verdict(new TlsTunnel.Target("no-such-host.invalid", 443, NAME)))
        .isInstanceOf(OpenResult.UnknownHost.class);
  }

  @Test
  void a_broken_output_ends_it() throws Exception {
    try (var server =
        TlsServer.start(identity, client -> write(client.getOutputStream(), "hello"))) {
      var tunnel = open(server);
      assertThatThrownBy(
              () -> Dial.carry(tunnel.socket(), InputStream.nullInputStream(), new Broken()))
          .isInstanceOf(IOException.class);
      assertThat(tunnel.socket().isClosed()).isTrue();
    }
  }

  /** Else the machine would wait for more, and ssh for its answer. */
  @Timeout(30)
  @Test
  void an_error_in_one_direction_ends_the_other() throws Exception {
    try (var server = TlsServer.start(identity, client -> client.getInputStream().readAllBytes())) {
      var tunnel = open(server);
      try {
        Dial.carry(tunnel.socket(), new FullMemory(), OutputStream.nullOutputStream());
      } catch (IOException closed) {
        // Whether it is this or an end depends on where the other direction was.
      }
      assertThat(tunnel.socket().isClosed()).isTrue();
    }
  }

  /** What is not read any more. */
  private static final class Broken extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }

  private static OpenResult verdict(TlsTunnel.Target target) {
    try {
      TlsTunnel.open(target, Map.of(), LIMIT);
      throw new AssertionError("it was opened");
    } catch (IOException e) {
      return SshLogReader.of(
          "dial: " + TlsTunnel.inWords(target, e) + "\nConnection closed by x\n");
    }
  }

  private static void carry(TlsTunnel tunnel, InputStream in, OutputStream out) {
    try {
      Dial.carry(tunnel.socket(), in, out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether the count is the same for so many looks in a row. */
  private static Callable<Boolean> standsStill(AtomicLong count) {
    var last = new AtomicLong();
    var same = new AtomicInteger();
    return () -> {
      long now = count.get();
      same.set(now > 0 && now == last.getAndSet(now) ? same.get() + 1 : 0);
      return same.get() >= 25;
    };
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** So many zeros, counted as they are read. */
  private static final class Zeros extends InputStream {
    private final long size;
    private final AtomicLong read;

    private Zeros(long size, AtomicLong read) {
      this.size = size;
      this.read = read;
    }

    @Override
    public int read() {
      return read.get() < size && read.incrementAndGet() <= size ? 0 : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      int now = (int) Math.min(length, size - read.get());
      read.addAndGet(now);
      return now == 0 ? -1 : now;
    }
  }
}
