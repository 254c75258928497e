package dev.dokployprovider.dokploy.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** Opens TLS to a server by a name that need not be its host's, whatever its certificate. */
public final class TlsSocket {
  private TlsSocket() {}

  /** A socket with the handshake done, and why its certificate proves nothing, if so. */
  public record Opened(SSLSocket socket, Optional<String> distrust) {}

  /**
   * Connects, through HTTPS_PROXY where the environment says so.
   *
   * @param limit for each step: the connection to one address, and the handshake
   */
  public static Opened open(
      String host, int port, String serverName, Map<String, String> environment, Duration limit)
      throws IOException {
    int millis = Math.toIntExact(limit.toMillis());
    Socket plain = connect(host, port, environment, millis);
    boolean done = false;
    try {
      plain.setTcpNoDelay(true);
      plain.setKeepAlive(true);
      plain.setSoTimeout(millis);
      var trust = new NotedTrust(Trust.of(Optional.empty(), environment));
      var tls = handshake(plain, port, serverName, trust);
      tls.setSoTimeout(0);
      done = true;
      return new Opened(tls, trust.distrust());
    } finally {
      if (!done) {
        plain.close();
      }
    }
  }

  private static SSLSocket handshake(Socket plain, int port, String serverName, NotedTrust trust)
      throws IOException {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      var tls = (SSLSocket) context.getSocketFactory().createSocket(plain, serverName, port, true);
      var parameters = tls.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(serverName)));
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
      KeyShares.make(tls);
      tls.startHandshake();
      return tls;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the Java runtime has no TLS", impossible);
    }
  }

  private static Socket connect(String host, int port, Map<String, String> environment, int millis)
      throws IOException {
    String authority = inUri(host) + ":" + port;
    var proxy = ProxyRules.from(environment).proxyFor(URI.create("https://" + authority));
    return proxy.isPresent()
        ? ConnectCall.through(proxy.get(), authority, millis)
        : connect(host, port, millis);
  }

  private static String inUri(String host) {
    return host.contains(":") ? "[" + host.replaceFirst("%.*", "") + "]" : host;
  }

  /** The addresses of a host in turn, as one of them may lead nowhere from here. */
  static Socket connect(String host, int port, int millis) throws IOException {
    IOException first = null;
    for (var address : InetAddress.getAllByName(host)) {
      var socket = new BufferedSocket();
      try {
        socket.connect(new InetSocketAddress(address, port), millis);
        return socket;
      } catch (IOException failed) {
        socket.close();
        if (first == null) {
          first = failed;
        } else {
          first.addSuppressed(failed);
        }
      }
    }
    throw first == null ? new UnknownHostException(host) : first;
  }
}
