package dev.dokployprovider.provider.reliability;

import static dev.dokployprovider.provider.reliability.FaultyServer.answer;
import static dev.dokployprovider.provider.reliability.FaultyServer.send;

import dev.dokployprovider.provider.reliability.FaultyServer.Reply;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** What may go wrong between the client and Dokploy, as a server on loopback does it. */
@SuppressWarnings("ImmutableEnumChecker") // No reply has a state.
enum HttpFault {
  REFUSED("connection refused", client -> {}),
  RESET("reset after 20 bytes of the answer", HttpFault::reset),
  SILENCE("silence", client -> Thread.sleep(Duration.ofMinutes(1))),
  SLICES("an answer in slices of 1 byte that ends in the middle", HttpFault::slices),
  JSON_CUT(
      "JSON that is cut in the middle", answer(200, "application/json", "[{\"composeId\":\"c")),
  HUGE("an answer larger than the heap allows", HttpFault::huge),
  KEY("401", answer(401, "application/json", "{\"message\":\"Unauthorized\"}")),
  RIGHTS(
      "401 with code",
      answer(401, "application/json", "{\"message\":\"No permission\",\"code\":\"UNAUTHORIZED\"}")),
  FORBIDDEN(
      "403", answer(403, "application/json", "{\"message\":\"No access\",\"code\":\"FORBIDDEN\"}")),
  PROXY_404("404 of a proxy", answer(404, "text/plain", "404 page not found\n")),
  CONFLICT(
      "409", answer(409, "application/json", "{\"message\":\"Conflict\",\"code\":\"CONFLICT\"}")),
  TOO_LONG(
      "413",
      answer(
          413, "application/json", "{\"message\":\"Too large\",\"code\":\"PAYLOAD_TOO_LARGE\"}")),
  TOO_MANY(
      "429 with Retry-After",
      answer(429, "application/json", "{\"message\":\"Slow down\"}", "Retry-After: 60")),
  ERROR(
      "500",
      answer(
          500,
          "application/json",
          "{\"message\":\"Internal error\",\"code\":\"INTERNAL_SERVER_ERROR\"}")),
  BAD_GATEWAY(
      "502 as HTML", answer(502, "text/html", "<html><h1>502 Bad Gateway</h1>nginx</html>")),
  CDN_521("521", cdn(521, "Web server is down")),
  CDN_522("522", cdn(522, "Connection timed out")),
  CDN_525("525", cdn(525, "SSL handshake failed")),
  CDN_526("526", cdn(526, "Invalid SSL certificate")),
  CDN_530("530", cdn(530, "Origin DNS error")),
  LOGIN(
      "redirect to a login page",
      answer(302, "text/html", "", "Location: https://login.example.com/")),
  NOT_TLS("https to a port without TLS", answer(400, "text/plain", "Bad Request")),
  TLS_VERSION("another version of TLS", HttpFault::protocolVersion),
  CERTIFICATE_EXPIRED("TLS expired", client -> {}),
  CERTIFICATE_EARLY("TLS not valid yet (a clock that is wrong)", client -> {}),
  CERTIFICATE_NAME("TLS for another host", client -> {}),
  PAGE("a server that isn't Dokploy", answer(200, "text/html", "<html>Welcome</html>")),
  OTHER_API("another program's API", answer(200, "application/json", "{\"status\":\"ok\"}"));

  /** In bytes; the client reads 32 MB at the most. */
  private static final int MORE_THAN_ANY_LIMIT = 64 << 20;

  private final String words;
  private final Reply reply;

  HttpFault(String words, Reply reply) {
    this.words = words;
    this.reply = reply;
  }

  String words() {
    return words;
  }

  Reply reply() {
    return reply;
  }

  boolean isTls() {
    return switch (this) {
      case NOT_TLS, TLS_VERSION -> true;
      default -> hasCertificate();
    };
  }

  boolean hasCertificate() {
    return switch (this) {
      case CERTIFICATE_EXPIRED, CERTIFICATE_EARLY, CERTIFICATE_NAME -> true;
      default -> false;
    };
  }

  private static Reply cdn(int status, String title) {
    return answer(
        status, "text/html", "<html><title>" + title + "</title></html>", "Server: cloudflare");
  }

  private static void reset(Socket client) throws IOException {
    send(client, "HTTP/1.1 200 OK\r\nCon");
    client.setSoLinger(true, 0);
  }

  private static void slices(Socket client) throws IOException {
    client.setTcpNoDelay(true);
    String text =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n[{\"id\"";
    for (int i = 0; i < text.length(); i++) {
      send(client, text.substring(i, i + 1));
    }
  }

  private static void huge(Socket client) throws IOException {
    send(client, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n[");
    String line = "\"" + "x".repeat(1 << 16) + "\",";
    for (int sent = 0; sent < MORE_THAN_ANY_LIMIT; sent += line.length()) {
      send(client, line);
    }
  }

  /** The alert of a server that speaks no version that the client does. */
  private static void protocolVersion(Socket client) throws IOException {
    client.getOutputStream().write(new byte[] {0x15, 3, 1, 0, 2, 2, 70});
    client.getOutputStream().flush();
  }
}
