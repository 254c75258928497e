package dev.dokployprovider.dokploy.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Collects the last lines that a websocket sends, and knows when it has gone quiet. */
final class TextListener {
  /** Of a log with very long lines, only so much of its end is kept. */
  private static final int MAX_CHARACTERS = 8 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final StringBuilder text = new StringBuilder();
  private final int lines;
  private long lastWord;
  private boolean closed;

  TextListener(int lines) {
    this.lines = lines;
  }

  /**
   * How long to wait.
   *
   * @param first for the first word: a remote server is asked over SSH
   * @param next for any further word; then the text is taken to be whole
   * @param all altogether, when words keep coming
   */
  record Patience(Duration first, Duration next, Duration all) {
    static final Patience USUAL =
        new Patience(Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(10));
  }

  /** Empty when the socket closed without a word. */
  Optional<String> await(Patience patience) throws InterruptedException {
    lock.lock();
    try {
      long start = System.nanoTime();
      while (!closed) {
        long quiet =
            text.isEmpty()
                ? start + patience.first().toNanos()
                : lastWord + patience.next().toNanos();
        long now = System.nanoTime();
        long left = Math.min(quiet - now, start + patience.all().toNanos() - now);
        if (left <= 0) {
          break;
        }
        // Woken by a word or by the time: both are looked at again above.
        var _ = changed.awaitNanos(left);
      }
      return closed && text.isEmpty() ? Optional.empty() : Optional.of(lastLines());
    } finally {
      lock.unlock();
    }
  }

  private String lastLines() {
    int from = text.length();
    // A line break at the very end ends the last line and begins none.
    int at = text.length() - 1;
    for (int left = lines; left > 0; left--) {
      at = at <= 0 ? -1 : text.lastIndexOf("\n", at - 1);
      from = at + 1;
      if (at < 0) {
        break;
      }
    }
    return text.substring(from);
  }

  /** Until the other side closes, or the connection breaks. */
  void listen(WebSocket socket) {
    try {
      for (var part = socket.next(); part.isPresent(); part = socket.next()) {
        append(part.get());
      }
    } catch (IOException broken) {
      // What came before it broke is the text.
    } finally {
      close();
    }
  }

  private void append(String part) {
    lock.lock();
    try {
      text.append(part);
      if (text.length() > MAX_CHARACTERS) {
        text.delete(0, text.length() - MAX_CHARACTERS / 2);
      }
      lastWord = System.nanoTime();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
