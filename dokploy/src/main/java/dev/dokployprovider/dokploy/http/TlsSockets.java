package dev.dokployprovider.dokploy.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS over sockets that can be closed in the middle of a handshake: a TLS socket's own closing
 * waits for what the other side says. Unconnected sockets are not made, so that the JDK connects a
 * plain one first.
 */
final class TlsSockets extends SSLSocketFactory {
  private final SSLSocketFactory tls;
  private volatile @Nullable Socket last;

  TlsSockets(SSLSocketFactory tls) {
    this.tls = tls;
  }

  /** Closes the connection that was made last. */
  void closeLast() {
    var socket = last;
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException closed) {
      // That is what was wanted.
    }
  }

  @Override
  public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
      throws IOException {
    last = plain;
    var socket = tls.createSocket(plain, host, port, autoClose);
    if (socket instanceof SSLSocket secure) {
      KeyShares.make(secure);
    }
    return socket;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return tls.createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return tls.createSocket(host, port, local, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return tls.createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return tls.createSocket(host, port, local, localPort);
  }
}
