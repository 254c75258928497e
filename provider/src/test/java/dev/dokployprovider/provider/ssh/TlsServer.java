package dev.dokployprovider.provider.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A TLS server on loopback. */
final class TlsServer implements AutoCloseable {
  private final SSLServerSocket server;

  private TlsServer(SSLServerSocket server) {
    this.server = server;
  }

  /** What it does with a client, whose handshake is done. */
  interface Talk {
    void with(SSLSocket client) throws IOException;
  }

  static TlsServer start(SSLContext identity, Talk talk) throws IOException {
    var server =
        new TlsServer(
            (SSLServerSocket)
                identity
                    .getServerSocketFactory()
                    .createServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    // Some systems grow it to tens of megabytes otherwise.
    server.server.setReceiveBufferSize(1 << 16);
    Thread.ofPlatform().daemon().start(() -> server.accept(talk));
    return server;
  }

  int port() {
    return server.getLocalPort();
  }

  /** The name that a client asked for. */
  static String nameOf(SSLSocket client) {
    var name = ((ExtendedSSLSession) client.getSession()).getRequestedServerNames().getFirst();
    return new String(name.getEncoded(), StandardCharsets.US_ASCII);
  }

  private void accept(Talk talk) {
    while (!server.isClosed()) {
      try {
        var client = (SSLSocket) server.accept();
        Thread.ofPlatform().daemon().start(() -> serve(talk, client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void serve(Talk talk, SSLSocket client) {
    try (client) {
      client.startHandshake();
      talk.with(client);
    } catch (IOException gone) {
      // The test sees what it has got.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
