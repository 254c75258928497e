package dev.dokployprovider.dokploy.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Base64;

/** Asks an HTTP proxy to let a connection through (CONNECT). */
final class ConnectCall {
  private static final int LONGEST_HEAD = 16 * 1024;

  private ConnectCall() {}

  /**
   * The connection to {@code authority}, a host with its port.
   *
   * @throws ProxyException when the proxy can't be reached or refuses
   */
  static Socket through(ProxyAddress proxy, String authority, int millis) throws IOException {
    Socket socket;
    try {
      socket = TlsSocket.connect(proxy.host(), proxy.port(), millis);
    } catch (IOException unreachable) {
      throw new ProxyException(proxy, unreachable);
    }
    boolean done = false;
    try {
      socket.setSoTimeout(millis);
      socket.getOutputStream().write(request(proxy, authority).getBytes(ISO_8859_1));
      String status = head(socket.getInputStream()).lines().findFirst().orElse("");
      if (!status.matches("HTTP/1\\.[01] 2\\d\\d( .*)?")) {
        throw new IOException(status.isEmpty() ? "it hangs up" : "it answers " + status);
      }
      done = true;
      return socket;
    } catch (IOException refused) {
      throw new ProxyException(proxy, refused);
    } finally {
      if (!done) {
        socket.close();
      }
    }
  }

  private static String request(ProxyAddress proxy, String authority) {
    String login =
        proxy
            .login()
            .map(known -> known.user() + ":" + known.password().reveal())
            .map(text -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8)))
            .map(text -> "Proxy-Authorization: Basic " + text + "\r\n")
            .orElse("");
    return "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n" + login + "\r\n";
  }

  /** Not a byte more than the head: what follows is the other side's. */
  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.length() < LONGEST_HEAD && head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
