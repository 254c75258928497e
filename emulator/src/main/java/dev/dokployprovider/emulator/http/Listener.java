package dev.dokployprovider.emulator.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The open port: the front, and behind it an HTTP server on virtual threads. */
public final class Listener implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Front front;

  private Listener(HttpServer server, ExecutorService threads, Front front) {
    this.server = server;
    this.threads = threads;
    this.front = front;
  }

  /**
   * Opens the port, on loopback.
   *
   * @param port 0: any free one
   * @throws IOException naming the port when it is taken
   */
  public static Listener open(int port, ApiHandler handler, WebSockets webSockets)
      throws IOException {
    // Without it each answer waits for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", handler);
    server.start();
    try {
      return new Listener(server, threads, new Front(port, server.getAddress(), webSockets));
    } catch (IOException e) {
      server.stop(0);
      threads.shutdownNow();
      throw new IOException("port " + port + ": " + e.getMessage(), e);
    }
  }

  /** {@code http://127.0.0.1:PORT}. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + front.port());
  }

  @Override
  public void close() {
    front.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
