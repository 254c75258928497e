package dev.dokployprovider.provider.machine.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The network of this computer. */
public final class SystemNetwork implements Network {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int HTTPS = 443;

  @Override
  public List<String> addresses(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .map(InetAddress::getHostAddress)
          .toList();
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  @Override
  public Reached connect(String host, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), millis());
      return Reached.OPEN;
    } catch (UnknownHostException e) {
      return Reached.UNKNOWN_HOST;
    } catch (SocketTimeoutException e) {
      return Reached.SILENT;
    } catch (ConnectException e) {
      return String.valueOf(e.getMessage()).contains("timed out")
          ? Reached.SILENT
          : Reached.REFUSED;
    } catch (IOException e) {
      return Reached.NO_ROUTE;
    }
  }

  @Override
  public Optional<Instant> validUntil(URI server) {
    int port = server.getPort() < 0 ? HTTPS : server.getPort();
    try (var plain = new Socket()) {
      plain.connect(new InetSocketAddress(server.getHost(), port), millis());
      plain.setSoTimeout(millis());
      var looked = SSLContext.getInstance("TLS");
      looked.init(null, new TrustManager[] {new OnlyLooks()}, null);
      try (var tls =
          (SSLSocket) looked.getSocketFactory().createSocket(plain, server.getHost(), port, true)) {
        tls.startHandshake();
        return Stream.of(tls.getSession().getPeerCertificates())
            .filter(X509Certificate.class::isInstance)
            .map(one -> ((X509Certificate) one).getNotAfter().toInstant())
            .findFirst();
      }
    } catch (IOException | GeneralSecurityException noTls) {
      return Optional.empty();
    }
  }

  private static int millis() {
    return (int) LIMIT.toMillis();
  }

  /** Nothing is sent over what it lets through: the call to Dokploy judges the certificate. */
  private static final class OnlyLooks implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
      // No client is ever shown to this side.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
      // Its dates are read, no matter who has signed it.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
