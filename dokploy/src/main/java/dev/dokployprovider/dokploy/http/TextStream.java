package dev.dokployprovider.dokploy.http;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The text of a websocket as it comes, until it is closed. A broken one has nothing new. */
public final class TextStream implements AutoCloseable {
  /** No reader needs so much at once; what is older is dropped. */
  private static final int MAX_CHARACTERS = 1 << 20;

  /** How often the other side is pinged. */
  private static final long ASK_NANOS = 1_000_000_000L;

  /** A ping without an answer for so long tells that it is gone. */
  private static final long SILENT_NANOS = 3_000_000_000L;

  private final TextSocket.Way way;
  private final StringBuilder waiting = new StringBuilder();
  private volatile Optional<String> end = Optional.empty();
  private volatile Optional<WebSocket> open = Optional.empty();
  private final LongSupplier clock;
  private long asked;

  /** When the oldest ping was sent that nothing was heard after. */
  private Optional<Long> unanswered = Optional.empty();

  /**
   * @param clock as System.nanoTime
   */
  TextStream(TextSocket.Way way, LongSupplier clock) {
    this.way = way;
    this.clock = clock;
  }

  /** What has come since the last call. */
  public String more() {
    synchronized (waiting) {
      String text = waiting.toString();
      waiting.setLength(0);
      return text;
    }
  }

  /** Why nothing more will come; empty while more may come. */
  public Optional<String> end() {
    return end;
  }

  void ends(String why) {
    end = Optional.of(why);
  }

  /**
   * Whether the other side has said something since every ping that is three seconds old, if only
   * in answer to it (RFC 6455, section 5.5.2); this sends one a second. Silence before a ping
   * proves nothing: a build may be quiet for long. To be called from one thread.
   */
  public boolean isAlive() {
    var socket = open.filter(ignored -> end.isEmpty());
    if (socket.isEmpty()) {
      return false;
    }
    long now = clock.getAsLong();
    long heard = socket.get().lastHeard();
    unanswered = unanswered.filter(since -> heard - since < 0);
    boolean isGone = unanswered.filter(since -> now - since >= SILENT_NANOS).isPresent();
    if (now - asked >= ASK_NANOS) {
      asked = now;
      unanswered = unanswered.or(() -> Optional.of(now));
      socket.get().ping();
    }
    return !isGone;
  }

  void listen(WebSocket socket) throws IOException {
    asked = clock.getAsLong() - ASK_NANOS;
    open = Optional.of(socket);
    for (var part = socket.next(); part.isPresent(); part = socket.next()) {
      append(part.get());
    }
  }

  private void append(String part) {
    synchronized (waiting) {
      waiting.append(part);
      if (waiting.length() > MAX_CHARACTERS) {
        waiting.delete(0, waiting.length() - MAX_CHARACTERS / 2);
      }
    }
  }

  /** Drops the connection; the other side would follow the log forever. */
  @Override
  public void close() {
    way.close();
  }
}
