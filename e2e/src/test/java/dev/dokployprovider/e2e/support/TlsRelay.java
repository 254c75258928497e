package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Leads plain connections on loopback into TLS by a name, so that any ssh can be a client there.
 */
public final class TlsRelay implements AutoCloseable {
  private final ServerSocket server;
  private final int port;
  private final String name;
  private final SSLContext tls;

  private TlsRelay(ServerSocket server, int port, String name, SSLContext tls) {
    this.server = server;
    this.port = port;
    this.name = name;
    this.tls = tls;
  }

  public static TlsRelay to(String port, String name) throws IOException, GeneralSecurityException {
    var tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {new Anybody()}, null);
    var server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    var relay = new TlsRelay(server, Integer.parseInt(port), name, tls);
    Thread.ofVirtual().start(relay::accept);
    return relay;
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var secure =
            (SSLSocket)
                tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      var parameters = secure.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(name)));
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      Thread.ofVirtual().start(() -> copy(client, secure));
      copy(secure, client);
    } catch (IOException gone) {
      // The ssh on it says so.
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException gone) {
      // The other direction ends too.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** The machine's host key says who answers, not the certificate. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
