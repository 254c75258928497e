package dev.dokployprovider.dokploy.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** For connections that were not told whom to trust: they can't be made. */
final class NoTls extends SSLSocketFactory {
  private static IOException refused() {
    return new IOException("whom to trust was not said");
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return new String[0];
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return new String[0];
  }

  @Override
  public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
      throws IOException {
    throw refused();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw refused();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw refused();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw refused();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    throw refused();
  }
}
