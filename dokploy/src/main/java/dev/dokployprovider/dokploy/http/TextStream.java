package dev.dokployprovider.dokploy.http;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The text of a websocket as it comes, until it is closed. A broken one has nothing new. */
public final class TextStream implements WebSocket.Listener, AutoCloseable {
  /** Nobody reads so much at once; what is older is dropped. */
  private static final int MAX_CHARACTERS = 1 << 20;

  private final HttpClient client;
  private final StringBuilder waiting = new StringBuilder();

  TextStream(HttpClient client) {
    this.client = client;
  }

  /** What has come since the last call. */
  public String more() {
    synchronized (waiting) {
      String text = waiting.toString();
      waiting.setLength(0);
      return text;
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    synchronized (waiting) {
      waiting.append(part);
      if (waiting.length() > MAX_CHARACTERS) {
        waiting.delete(0, waiting.length() - MAX_CHARACTERS / 2);
      }
    }
    socket.request(1);
    return null;
  }

  /** Drops the connection; the other side would follow the log for ever. */
  @Override
  public void close() {
    client.shutdownNow();
  }
}
