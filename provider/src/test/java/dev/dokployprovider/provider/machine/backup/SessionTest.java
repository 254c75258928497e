package dev.dokployprovider.provider.machine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.ssh.Channel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A machine that says nothing any more, and streams that break. */
class SessionTest {
  private static final OutputStream BROKEN =
      new OutputStream() {
        @Override
        public void write(int one) throws IOException {
          throw new IOException("No space left on device");
        }
      };

  private final AtomicLong seconds = new AtomicLong();
  private final Time time =
      new Time() {
        @Override
        public Instant now() {
          return Instant.EPOCH.plusSeconds(seconds.get());
        }

        @Override
        public long nanos() {
          return Duration.ofSeconds(seconds.get()).toNanos();
        }

        @Override
        public void pass(Duration duration) {
          seconds.addAndGet(duration.toSeconds());
        }
      };

  /** What the machine writes ends only where the connection does. */
  private static final class Silent implements Channel {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final PipedOutputStream end = new PipedOutputStream();
    private final InputStream errors;
    private final InputStream output;

    Silent(byte[] output) throws IOException {
      this.errors = new PipedInputStream(end);
      this.output = output.length == 0 ? errors : new ByteArrayInputStream(output);
    }

    @Override
    public OutputStream input() {
      return BROKEN;
    }

    @Override
    public InputStream output() {
      return output;
    }

    @Override
    public InputStream errors() {
      return errors;
    }

    @Override
    public OptionalInt end(Duration limit) {
      return OptionalInt.empty();
    }

    @Override
    public void close() {
      closed.countDown();
      Closing.quietly(end);
    }
  }

  @Test
  void a_machine_that_says_nothing_for_too_long_is_given_up() throws Exception {
    var channel = new Silent(new byte[0]);
    try (var session = new Session(time, channel)) {
      time.pass(Session.SILENCE.plusSeconds(1));
      assertThatThrownBy(() -> session.until("held"))
          .isInstanceOf(Session.Broken.class)
          .hasMessageContaining("3 minutes");
      assertThat(channel.closed.getCount()).isZero();
    }
  }

  @Test
  void a_disk_that_gets_full_here_is_reported_as_it_is() throws Exception {
    try (var session = new Session(time, new Silent("tar".getBytes(StandardCharsets.UTF_8)))) {
      assertThatThrownBy(() -> session.copyTo(BROKEN, bytes -> {}))
          .isInstanceOf(IOException.class)
          .hasMessage("No space left on device");
    }
  }

  /** It is not taken for a machine that is gone. */
  @Test
  void a_file_that_can_not_be_read_here_is_reported_as_it_is() throws Exception {
    var unreadable = InputStream.nullInputStream();
    unreadable.close();
    try (var session = new Session(time, new Silent(new byte[0]))) {
      assertThatThrownBy(() -> session.copyFrom(unreadable, bytes -> {}))
          .isInstanceOf(IOException.class)
          .hasMessage("Stream closed");
    }
  }

  @Test
  void a_machine_that_reads_no_more_is_asked_why() throws Exception {
    var channel = new Silent(new byte[0]);
    try (var session = new Session(time, channel)) {
      session.copyFrom(new ByteArrayInputStream(new byte[9]), bytes -> {});
      channel.end.write("tar: no space\n".getBytes(StandardCharsets.UTF_8));
      channel.close();
      assertThat(session.end()).isEqualTo(255);
      assertThat(session.why("/home", 1)).containsExactly("tar: no space");
    }
  }

  /** What it writes there can't be read any more. */
  @Test
  void a_connection_that_breaks_is_reported_as_broken() throws Exception {
    var channel = new Silent(new byte[0]);
    try (var session = new Session(time, channel)) {
      Closing.quietly(channel.errors);
      assertThatThrownBy(() -> session.copyTo(new ByteArrayOutputStream(), bytes -> {}))
          .isInstanceOf(Session.Broken.class);
    }
  }

  /** A machine that is killed says nothing. */
  @Test
  void one_that_ends_without_a_word_has_lost_its_connection() throws Exception {
    var channel = new Silent(new byte[0]);
    try (var session = new Session(time, channel)) {
      channel.close();
      assertThat(session.until("cleared")).isFalse();
      assertThat(session.why()).containsExactly("The connection to the machine ended.");
      assertThat(session.why("/home", 255))
          .containsExactly("The connection to the machine ended at /home.");
      assertThat(session.why("/home", 137))
          .containsExactly("What worked at /home ended with exit code 137 and said nothing.");
    }
  }

  @Test
  void one_that_ends_with_words_has_told_why() throws Exception {
    var channel = new Silent(new byte[0]);
    try (var session = new Session(time, channel)) {
      channel.end.write("tar: no\n".getBytes(StandardCharsets.UTF_8));
      channel.close();
      assertThat(session.until("cleared")).isFalse();
      assertThat(session.why()).containsExactly("tar: no");
      assertThat(session.why("/home", 2)).containsExactly("tar: no");
    }
  }

  @Test
  void what_passes_is_counted() throws Exception {
    var sink = new ByteArrayOutputStream();
    try (var session = new Session(time, new Silent("tar".getBytes(StandardCharsets.UTF_8)))) {
      session.copyTo(sink, bytes -> {});
    }
    assertThat(sink.toString(StandardCharsets.UTF_8)).isEqualTo("tar");
  }
}
