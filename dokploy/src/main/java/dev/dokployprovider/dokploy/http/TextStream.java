package dev.dokployprovider.dokploy.http;

import java.io.IOException;
import java.util.Optional;

/** The text of a websocket as it comes, until it is closed. A broken one has nothing new. */
public final class TextStream implements AutoCloseable {
  /** Nobody reads so much at once; what is older is dropped. */
  private static final int MAX_CHARACTERS = 1 << 20;

  private final TextSocket.Way way;
  private final StringBuilder waiting = new StringBuilder();
  private volatile Optional<String> end = Optional.empty();

  TextStream(TextSocket.Way way) {
    this.way = way;
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

  void listen(WebSocket socket) throws IOException {
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

  /** Drops the connection; the other side would follow the log for ever. */
  @Override
  public void close() {
    way.close();
  }
}
