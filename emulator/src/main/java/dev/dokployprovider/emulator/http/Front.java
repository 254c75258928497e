package dev.dokployprovider.emulator.http;

import java.io.BufferedInputStream;
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

/**
 * The TCP front on loopback: jdk.httpserver cannot upgrade a connection, so requests for a
 * websocket are served here, and all others are handed to it, request by request.
 */
public final class Front implements AutoCloseable {
  private final ServerSocket server;
  private final InetSocketAddress behind;
  private final WebSockets webSockets;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /**
   * Listens at once.
   *
   * @param port the port, 0: any
   * @param behind where the HTTP server listens
   */
  public Front(int port, InetSocketAddress behind, WebSockets webSockets) throws IOException {
    this.behind = behind;
    this.webSockets = webSockets;
    this.server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
    Thread.ofPlatform().daemon().name("front").start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        sockets.add(client);
        Thread.startVirtualThread(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket inner = new Socket()) {
      client.setTcpNoDelay(true);
      inner.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream());
      Optional<RequestHead> head = RequestHead.read(in);
      while (head.isPresent()) {
        if (head.get().isWebSocket()) {
          webSockets.serve(head.get(), in, client.getOutputStream());
          return;
        }
        if (!inner.isConnected()) {
          connect(inner, client);
        }
        forward(head.get(), in, inner.getOutputStream());
        head = RequestHead.read(in);
      }
    } catch (IOException e) {
      // One of the two sides has gone; both are closed.
    } finally {
      sockets.remove(client);
    }
  }

  /** Connects to the server behind; when that one closes, so does the client's connection. */
  private void connect(Socket inner, Socket client) throws IOException {
    inner.connect(behind);
    Thread.startVirtualThread(() -> {
      try {
        inner.getInputStream().transferTo(client.getOutputStream());
        client.close();
      } catch (IOException e) {
        close(client);
      }
    });
  }

  private static void forward(RequestHead head, InputStream in, OutputStream out)
      throws IOException {
    out.write(head.text().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    if (head.isChunked()) {
      Chunks.copy(in, out);
    } else {
      copy(in, out, head.contentLength());
    }
    out.flush();
  }

  static void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    long left = length;
    while (left > 0) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw new IOException("the body ended early");
      }
      out.write(buffer, 0, n);
      left -= n;
    }
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
    sockets.forEach(Front::close);
  }
}
