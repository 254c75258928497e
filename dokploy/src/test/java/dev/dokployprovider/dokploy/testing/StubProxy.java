package dev.dokployprovider.dokploy.testing;

import dev.dokployprovider.dokploy.testing.StubServer.Conversation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A proxy that tunnels every CONNECT to one local port, whatever name was asked for, and answers
 * every plain request itself.
 */
public final class StubProxy implements AutoCloseable {
  private static final String HEADER = "Proxy-Authorization: Basic ";

  private final StubServer server;

  private StubProxy(StubServer server) {
    this.server = server;
  }

  /**
   * A proxy on a loopback port.
   *
   * @param login {@code user:password} to be given as Basic, or empty to let everyone through
   */
  public static StubProxy to(int targetPort, Optional<String> login) throws IOException {
    return new StubProxy(StubServer.plain(conversation -> serve(conversation, targetPort, login)));
  }

  private static void serve(Conversation client, int targetPort, Optional<String> login)
      throws IOException {
    String request = client.readRequest();
    if (login.isPresent() && !isBasic(request, login.get())) {
      client.send("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"test\"\r\n");
      client.send("Content-Length: 0\r\nConnection: close\r\n\r\n");
      return;
    }
    if (!request.startsWith("CONNECT ")) {
      client.answer(200, "application/json", "\"v0.30.2\"");
      return;
    }
    try (var target = new Socket(InetAddress.getLoopbackAddress(), targetPort)) {
      client.send("HTTP/1.1 200 Connection established\r\n\r\n");
      var back = Thread.ofPlatform().daemon().start(() -> pump(target, client.socket()));
      pump(client.socket(), target);
      back.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException gone) {
      // One side closed: the tunnel ends.
    }
  }

  private static boolean isBasic(String request, String login) {
    String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return request.lines().anyMatch(line -> line.equalsIgnoreCase(HEADER + encoded));
  }

  public int port() {
    return server.port();
  }

  /** The first line of every request so far. */
  public List<String> requestLines() {
    return server.requests().stream()
        .map(request -> request.lines().findFirst().orElse(""))
        .toList();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
