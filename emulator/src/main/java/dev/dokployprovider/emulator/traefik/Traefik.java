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
import javax.net.ssl.SSLSocket;

/**
 * Dokploy's Traefik at its entry point {@code websecure}: ends TLS with a certificate of its own
 * and passes what is inside on to the container that has the name which the client gave. A name
 * that no container has meets an HTTP server, as there. Who gives no name meets Dokploy, as where
 * it has a domain; clients give none for {@code localhost} and for addresses.
 */
public final class Traefik implements AutoCloseable {
  private static final int HANDSHAKE_MILLIS = 10_000;
  private static final int CONNECT_MILLIS = 10_000;
  private static final int PIECE = 64 * 1024;

  private final ServerSocket server;
  private final SelfSigned certificate;
  private final Routers routers;
  private final InetSocketAddress dokploy;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private Traefik(
      ServerSocket server, SelfSigned certificate, Routers routers, InetSocketAddress dokploy) {
    this.server = server;
    this.certificate = certificate;
    this.routers = routers;
    this.dokploy = dokploy;
  }

  /**
   * Listens on loopback.
   *
   * @param port 0: any free one
   * @param dokploy where Dokploy itself listens
   * @throws IOException when the port is taken or no certificate can be made
   */
  public static Traefik open(int port, Engine engine, InetSocketAddress dokploy)
      throws IOException {
    var certificate = SelfSigned.create();
    var server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
    } catch (IOException e) {
      server.close();
      throw new IOException("port " + port + ": " + e.getMessage(), e);
    }
    var traefik = new Traefik(server, certificate, new Routers(engine), dokploy);
    Thread.ofPlatform().daemon().name("traefik").start(traefik::accept);
    return traefik;
  }

  public int port() {
    return server.getLocalPort();
  }

  /** The certificate that it shows, as text. */
  public String certificate() {
    return certificate.pem();
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
      var secure =
          (SSLSocket) certificate.context().getSocketFactory().createSocket(client, null, true);
      secure.startHandshake();
      client.setSoTimeout(0);
      var name = serverName(secure);
      var backend = name.isPresent() ? find(name.get()) : Optional.of(dokploy);
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

  private Optional<InetSocketAddress> find(String name) throws InterruptedException {
    try {
      return routers.find(name);
    } catch (EngineException e) {
      return Optional.empty();
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
