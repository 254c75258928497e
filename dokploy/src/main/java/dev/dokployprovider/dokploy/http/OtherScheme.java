package dev.dokployprovider.dokploy.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Whether a port that does not answer in an address's scheme does in the other one: http where TLS
 * is spoken, https where it is not. It sends no token, and looks at the first bytes only.
 */
final class OtherScheme {
  /** For each step, so that a user hears of it within seconds. */
  private static final int MILLIS = 1000;

  private static final int MUCH = 4096;

  /** An HTTP answer that only says that TLS is expected: Go's servers, nginx, Apache. */
  private static final Pattern WANTS_TLS =
      Pattern.compile(
          "(?i)HTTP request (?:to an HTTPS server|was sent to HTTPS port)"
              + "|speaking plain HTTP to an SSL");

  /**
   * A TLS 1.2 ClientHello (RFC 5246 §7.4.1.2) that offers what every server knows, or answers with
   * an alert. Its 32 random bytes are zeros: no secret depends on them.
   */
  private static final byte[] CLIENT_HELLO = hello();

  /** What there is to hear of it. */
  enum Answer {
    SPOKEN,
    NOT_SPOKEN,
    SILENCE
  }

  private OtherScheme() {}

  /** True if it does; false if not, or if nothing can be told. */
  static boolean isSpoken(URI uri) {
    return ask(uri) == Answer.SPOKEN;
  }

  static Answer ask(URI uri) {
    boolean secure = uri.getScheme().equals("https");
    int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), MILLIS);
      socket.setSoTimeout(MILLIS);
      byte[] answer = secure ? askHttp(socket, uri.getHost()) : askTls(socket);
      if (answer.length == 0) {
        return Answer.SILENCE;
      }
      boolean spoken = secure ? isHttp(answer) : isTls(answer);
      return spoken ? Answer.SPOKEN : Answer.NOT_SPOKEN;
    } catch (IOException hungUp) {
      return Answer.NOT_SPOKEN;
    }
  }

  private static byte[] askHttp(Socket socket, String host) throws IOException {
    String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return first(socket, MUCH);
  }

  private static boolean isHttp(byte[] bytes) {
    String answer = new String(bytes, StandardCharsets.ISO_8859_1);
    return answer.startsWith("HTTP/") && !wantsTls(answer);
  }

  static boolean wantsTls(String answer) {
    return WANTS_TLS.matcher(answer).find();
  }

  private static byte[] askTls(Socket socket) throws IOException {
    socket.getOutputStream().write(CLIENT_HELLO);
    return first(socket, 3);
  }

  /** A handshake message or an alert, of any version. */
  private static boolean isTls(byte[] head) {
    return head.length == 3 && (head[0] == 0x16 || head[0] == 0x15) && head[1] == 3 && head[2] <= 4;
  }

  /**
   * What has come until there is enough, the end, or silence.
   *
   * @throws IOException if it ends before anything came
   */
  private static byte[] first(Socket socket, int enough) throws IOException {
    byte[] bytes = new byte[enough];
    int length = 0;
    long end = System.nanoTime() + MILLIS * 1_000_000L;
    try {
      while (length < enough && System.nanoTime() - end < 0) {
        int read = socket.getInputStream().read(bytes, length, enough - length);
        if (read < 0 && length == 0) {
          throw new EOFException("hung up");
        }
        if (read < 0) {
          break;
        }
        length += read;
      }
    } catch (SocketTimeoutException silent) {
      // What came before counts.
    } catch (SocketException ended) {
      if (length == 0) {
        throw ended;
      }
    }
    return java.util.Arrays.copyOf(bytes, length);
  }

  private static byte[] hello() {
    byte[] suites = {
      (byte) 0xc0, 0x2f, (byte) 0xc0, 0x2b, (byte) 0xc0, 0x30, 0, (byte) 0x9c, 0, 0x2f
    };
    int body = 2 + 32 + 1 + 2 + suites.length + 2;
    byte[] hello = new byte[5 + 4 + body];
    byte[] head = {0x16, 3, 1, 0, (byte) (4 + body), 1, 0, 0, (byte) body, 3, 3};
    System.arraycopy(head, 0, hello, 0, head.length);
    int at = head.length + 32 + 1;
    hello[at + 1] = (byte) suites.length;
    System.arraycopy(suites, 0, hello, at + 2, suites.length);
    // One way to compress: none.
    hello[at + 2 + suites.length] = 1;
    return hello;
  }
}
