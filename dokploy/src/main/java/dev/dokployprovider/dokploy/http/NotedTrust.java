package dev.dokployprovider.dokploy.http;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Checks a certificate and only notes what it found. */
final class NotedTrust extends X509ExtendedTrustManager {
  private final Trust trust;
  private volatile @Nullable String distrust = "it was not shown";

  NotedTrust(Trust trust) {
    this.trust = trust;
  }

  /** Why the certificate proves nothing; empty where it does. */
  Optional<String> distrust() {
    return Optional.ofNullable(distrust);
  }

  private interface Check {
    void run() throws CertificateException;
  }

  private void note(X509Certificate[] chain, Check check) {
    if (isSelfSigned(chain)) {
      // No authority has signed it, so the roots need not be read.
      distrust = "it is self-signed, as Traefik's own is";
      return;
    }
    try {
      check.run();
      distrust = null;
    } catch (CertificateException refused) {
      distrust = String.valueOf(refused.getMessage());
    }
  }

  private static boolean isSelfSigned(X509Certificate[] chain) {
    return chain.length == 1
        && chain[0].getIssuerX500Principal().equals(chain[0].getSubjectX500Principal());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
    note(chain, () -> trust.checkServerTrusted(chain, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
    note(chain, () -> trust.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    trust.checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    trust.checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    trust.checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    trust.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.getAcceptedIssuers();
  }
}
