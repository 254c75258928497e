package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A door of 127.0.0.1 before a server without TLS: closes connections that begin with TLS at once.
 * Docker asks every registry by TLS first, and a server that waits for the rest of a request keeps
 * it there for the ten seconds of its handshake.
 */
final class PlainDoor implements AutoCloseable {
  /** The type of a TLS record that begins a handshake (RFC 8446, section 5.1). */
  private static final int TLS_HANDSHAKE = 0x16;

  private final ServerSocket listener;
  private final InetSocketAddress server;

  private PlainDoor(ServerSocket listener, InetSocketAddress server) {
    this.listener = listener;
    this.server = server;
  }

  static PlainDoor before(InetSocketAddress server) throws IOException {
    var door = new PlainDoor(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    Thread.startVirtualThread(door::accept);
    return door;
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        Thread.startVirtualThread(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var to = new Socket()) {
      int first = client.getInputStream().read();
      if (first == TLS_HANDSHAKE || first < 0) {
        return;
      }
      to.connect(server);
      to.getOutputStream().write(first);
      var answers = Thread.startVirtualThread(() -> copy(to, client));
      copy(client, to);
      answers.join();
    } catch (IOException gone) {
      // The client sees it as an end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException gone) {
      TcpProxy.close(from);
      TcpProxy.close(to);
    }
  }

  @Override
  public void close() {
    TcpProxy.close(listener);
  }
}
