package dev.dokployprovider.dokploy.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dokployprovider.dokploy.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Asks a server to speak the websocket protocol on a connection (RFC 6455, section 4). */
final class UpgradeCall {
  private static final int LONGEST_HEAD = 64 * 1024;
  private static final int LONGEST_BODY = 64 * 1024;

  /** RFC 6455, section 1.3. */
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private UpgradeCall() {}

  /**
   * Returns when the server has agreed; what follows are frames.
   *
   * @throws UpgradeRefusedException when the answer is another than a websocket
   */
  static void send(URI uri, Secret token, InputStream in, OutputStream out) throws IOException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String key = Base64.getEncoder().encodeToString(random);
    out.write(request(uri, token, key).getBytes(ISO_8859_1));
    out.flush();
    var lines = head(in).split("\r\n");
    int status = status(lines[0]);
    var headers = headers(lines);
    if (status != 101) {
      throw new UpgradeRefusedException(new HttpAnswer(status, headers, body(headers, in)));
    }
    if (!accepted(key).equals(headers.get("sec-websocket-accept"))) {
      throw new IOException("the server agrees to a websocket that was not asked for");
    }
  }

  private static String request(URI uri, Secret token, String key) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    return String.join(
        "\r\n",
        "GET " + path + query + " HTTP/1.1",
        "Host: " + host,
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: " + key,
        "User-Agent: dokploy-provider",
        "x-api-key: " + token.reveal(),
        "",
        "");
  }

  private static String accepted(String key) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder().encodeToString(sha1.digest((key + MAGIC).getBytes(ISO_8859_1)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("the Java runtime has no SHA-1", impossible);
    }
  }

  /** Not a byte more than the head. */
  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int next = in.read();
      if (next < 0 || head.length() >= LONGEST_HEAD) {
        throw new IOException("the server answers with no whole head");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int status(String line) throws IOException {
    if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
      throw new IOException("the server does not speak HTTP/1.1");
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private static Map<String, String> headers(String[] lines) {
    var headers = new HashMap<String, String>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    return headers;
  }

  /** Only what its length is told of, as who keeps the connection open says no more. */
  private static String body(Map<String, String> headers, InputStream in) throws IOException {
    String length = headers.getOrDefault("content-length", "");
    return length.matches("\\d{1,5}")
        ? new String(in.readNBytes(Math.min(Integer.parseInt(length), LONGEST_BODY)), UTF_8)
        : "";
  }
}
