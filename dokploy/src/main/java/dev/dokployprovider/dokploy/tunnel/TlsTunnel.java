package dev.dokployprovider.dokploy.tunnel;

import dev.dokployprovider.dokploy.http.ProxyException;
import dev.dokployprovider.dokploy.http.TlsSocket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

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
    var opened =
        TlsSocket.open(target.host(), target.port(), target.serverName(), environment, limit);
    return new TlsTunnel(opened.socket(), opened.distrust());
  }

  /** A failure to connect in the words of OpenSSH, which who starts us as its proxy can read. */
  public static String inWords(Target target, IOException failure) {
    String there = "connect to host " + target.host() + " port " + target.port() + ": ";
    return switch (failure) {
      case UnknownHostException unknown ->
          "Could not resolve hostname " + target.host() + ": Name or service not known";
      case ProxyException proxy -> there + proxy.getMessage();
      case SocketTimeoutException slow -> there + "Connection timed out";
      case ConnectException refused when String.valueOf(refused.getMessage()).contains("refused") ->
          there + "Connection refused";
      case SocketException noWay -> there + noWay.getMessage();
      default ->
          "no TLS at " + target.host() + " port " + target.port() + ": " + failure.getMessage();
    };
  }
}
