package dev.dokployprovider.dokploy.testing;

import dev.dokployprovider.dokploy.testing.StubServer.Conversation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;

/** The server's side of a websocket (RFC 6455), as far as a test needs it. */
public final class WebSocketFrames {
  private static final Pattern KEY = Pattern.compile("(?i)\r\nsec-websocket-key: *(\\S+)");

  private final Conversation client;

  private WebSocketFrames(Conversation client) {
    this.client = client;
  }

  /** Reads the request for a websocket and accepts it. */
  public static WebSocketFrames accept(Conversation client) throws IOException {
    return accept(client, client.readRequest());
  }

  /** Accepts a request for a websocket. */
  public static WebSocketFrames accept(Conversation client, String request) throws IOException {
    var key = KEY.matcher(request);
    if (!key.find()) {
      throw new IOException("no request for a websocket");
    }
    client.send(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
    client.send("Sec-WebSocket-Accept: " + digest(key.group(1)) + "\r\n\r\n");
    return new WebSocketFrames(client);
  }

  private static String digest(String key) throws IOException {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      String text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
      return Base64.getEncoder()
          .encodeToString(sha1.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException missing) {
      throw new IOException(missing);
    }
  }

  public void text(String text) throws IOException {
    frame(0x81, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A close frame without a code, as Dokploy sends to a bad key. */
  public void close() throws IOException {
    frame(0x88, new byte[0]);
  }

  /** A frame by its first byte and what it carries. */
  public void frame(int first, byte[] payload) throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(first);
    if (payload.length < 126) {
      out.write(payload.length);
    } else if (payload.length > 0xFFFF) {
      out.write(127);
      out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(payload.length).array());
    } else {
      out.write(126);
      out.write(payload.length >> 8);
      out.write(payload.length);
    }
    out.writeBytes(payload);
    client.socket().getOutputStream().write(out.toByteArray());
    client.socket().getOutputStream().flush();
  }
}
