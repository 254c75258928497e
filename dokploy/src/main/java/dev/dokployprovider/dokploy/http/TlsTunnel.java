package dev.dokployprovider.dokploy.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
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

/**
 * A connection inside TLS for what protects itself, such as SSH: TLS is only the way in, chosen by
 * a name. So the certificate is checked and the result told, and it decides nothing.
 *
 * @param socket connected, with the handshake done
 * @param distrust why the certificate proves nothing; empty where it proves the server's name
 */
public record TlsTunnel(SSLSocket socket, Optional<String> distrust) {

  /**
   * Where to.
   *
   * @param host a name or an address; IPv6 without brackets
   * @param serverName what the server is asked for (SNI); DNS need not know it
   */
  public record Target(String host, int port, String serverName) {}

  /**
   * Connects, through HTTPS_PROXY where it is to be used.
   *
   * @param environment where HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE and SSL_CERT_DIR are looked up
   * @param limit for each step: the connection to one address, and the handshake
   */
  public static TlsTunnel open(Target target, Map<String, String> environment, Duration limit)
      throws IOException {
    int millis = Math.toIntExact(limit.toMillis());
    Socket plain = connect(target, environment, millis);
    boolean done = false;
    try {
      plain.setTcpNoDelay(true);
      plain.setKeepAlive(true);
      plain.setSoTimeout(millis);
      var trust = new NotedTrust(Trust.of(Optional.empty(), environment));
      var tls = handshake(plain, target, trust);
      tls.setSoTimeout(0);
      done = true;
      return new TlsTunnel(tls, trust.distrust());
    } finally {
      if (!done) {
        plain.close();
      }
    }
  }

  private static SSLSocket handshake(Socket plain, Target target, NotedTrust trust)
      throws IOException {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      var tls =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(plain, target.serverName(), target.port(), true);
      var parameters = tls.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(target.serverName())));
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      return tls;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the Java runtime has no TLS", impossible);
    }
  }

  private static Socket connect(Target target, Map<String, String> environment, int millis)
      throws IOException {
    // Only the host and the port count.
    var uri = URI.create("https://" + inUri(target.host()) + ":" + target.port());
    var proxy = ProxyRules.from(environment).proxyFor(uri);
    return proxy.isPresent()
        ? ConnectCall.through(proxy.get(), inUri(target.host()) + ":" + target.port(), millis)
        : connect(target.host(), target.port(), millis);
  }

  private static String inUri(String host) {
    return host.contains(":") ? "[" + host.replaceFirst("%.*", "") + "]" : host;
  }

  /** The addresses of a host in turn, as one of them may lead nowhere from here. */
  static Socket connect(String host, int port, int millis) throws IOException {
    IOException first = null;
    for (var address : InetAddress.getAllByName(host)) {
      var socket = new Socket();
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

  /** A failure to connect in the words of OpenSSH, which who starts us as its proxy can read. */
  public static String inWords(Target target, IOException failure) {
    String there = "connect to host " + target.host() + " port " + target.port() + ": ";
    return switch (failure) {
      case UnknownHostException unknown ->
          "Could not resolve hostname " + target.host() + ": Name or service not known";
      case ProxyException proxy -> there + proxy.getMessage();
      case SocketTimeoutException slow -> there + "Connection timed out";
      case java.net.ConnectException refused
          when String.valueOf(refused.getMessage()).contains("refused") ->
          there + "Connection refused";
      case java.net.SocketException noWay -> there + noWay.getMessage();
      default ->
          "no TLS at " + target.host() + " port " + target.port() + ": " + failure.getMessage();
    };
  }
}
