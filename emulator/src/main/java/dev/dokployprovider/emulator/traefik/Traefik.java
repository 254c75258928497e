package dev.dokployprovider.emulator.traefik;

import dev.dokployprovider.emulator.engine.Engine;
import dev.dokployprovider.emulator.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Dokploy's Traefik at its entry point {@code websecure}: ends TLS with a certificate of its own
 * and passes what is inside on to the container that has the name which the client gave. A name
 * that no container has meets an HTTP server, as there.
 */
public final class Traefik implements AutoCloseable {
  private static final int HANDSHAKE_MILLIS = 10_000;
  private static final int CONNECT_MILLIS = 10_000;
  private static final int PIECE = 64 * 1024;

  private final ServerSocket server;
  private final SSLContext tls;
  private final Routers routers;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private Traefik(ServerSocket server, SSLContext tls, Routers routers) {
    this.server = server;
    this.tls = tls;
    this.routers = routers;
  }

  /**
   * Listens on loopback.
   *
   * @param port 0: any free one
   * @throws IOException when the port is taken or no certificate can be made
   */
  public static Traefik open(int port, Engine engine) throws IOException {
    var tls = SelfSigned.context();
    var server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
    } catch (IOException e) {
      server.close();
      throw new IOException("port " + port + ": " + e.getMessage(), e);
    }
    var traefik = new Traefik(server, tls, new Routers(engine));
    Thread.ofPlatform().daemon().name("traefik").start(traefik::accept);
    return traefik;
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        sockets.add(client);
        Thread.ofPlatform().daemon().start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      client.setSoTimeout(HANDSHAKE_MILLIS);
      var secure = (SSLSocket) tls.getSocketFactory().createSocket(client, null, true);
      secure.startHandshake();
      client.setSoTimeout(0);
      var backend = serverName(secure).isPresent() ? find(serverName(secure).get()) : none();
      if (backend.isPresent()) {
        pass(secure, backend.get());
      } else {
        answerAsWebServer(secure);
      }
    } catch (IOException e) {
      // One of the two sides has gone, or speaks no TLS; both are closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(client);
    }
  }

  private static Optional<InetSocketAddress> none() {
    return Optional.empty();
  }

  private Optional<InetSocketAddress> find(String name) throws InterruptedException {
    try {
      return routers.find(name);
    } catch (EngineException e) {
      return none();
    }
  }

  private static Optional<String> serverName(SSLSocket socket) {
    return socket.getSession() instanceof ExtendedSSLSession session
        ? session.getRequestedServerNames().stream()
            .filter(SNIHostName.class::isInstance)
            .map(name -> ((SNIHostName) name).getAsciiName())
            .findFirst()
        : Optional.empty();
  }

  private void pass(SSLSocket client, InetSocketAddress backend) throws IOException {
    try (var inner = new Socket()) {
      sockets.add(inner);
      inner.connect(backend, CONNECT_MILLIS);
      inner.setTcpNoDelay(true);
      Thread up = Thread.ofPlatform().daemon().start(() -> copyAndEnd(client, inner));
      copyAndEnd(inner, client);
      join(up);
      sockets.remove(inner);
    }
  }

  /** One direction; its end leaves the other one open. */
  private static void copyAndEnd(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[PIECE];
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        out.write(piece, 0, length);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answerAsWebServer(SSLSocket client) throws IOException {
    InputStream in = client.getInputStream();
    byte[] start = in.readNBytes(4);
    boolean http = new String(start, StandardCharsets.US_ASCII).matches("GET |POST|PUT |HEAD");
    String text = http ? "404 page not found\n" : "400 Bad Request";
    String status = http ? "404 Not Found" : "400 Bad Request";
    OutputStream out = client.getOutputStream();
    String answer =
        "HTTP/1.1 %s\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n%s"
            .formatted(status, text);
    out.write(answer.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      // It is gone either way.
    }
    sockets.forEach(Traefik::close);
  }
}
