package dev.dokployprovider.dokploy.http;

import dev.dokployprovider.dokploy.Connection;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom to believe: the user's own CA file, the JDK's roots, the system's bundle. A certificate that
 * one of them vouches for is good. They are read in that order and only while none of those before
 * did: the first is one certificate, the last costs more CPU than the rest of a call.
 */
final class Trust extends X509ExtendedTrustManager {
  private final List<Source> sources;
  private final Map<Source, Optional<X509ExtendedTrustManager>> loaded = new HashMap<>();

  private Trust(List<Source> sources) {
    this.sources = List.copyOf(sources);
  }

  /** Gives nothing where there are no certificates. */
  private interface Source {
    Optional<X509ExtendedTrustManager> load() throws GeneralSecurityException;
  }

  private interface Check {
    void by(X509ExtendedTrustManager roots) throws CertificateException;
  }

  static Trust of(Connection connection) {
    return of(connection.caCertFile(), connection.environment());
  }

  static Trust of(Optional<Path> caCertFile, Map<String, String> environment) {
    var sources = new ArrayList<Source>();
    caCertFile.ifPresent(file -> sources.add(() -> over(CertificateFiles.read(file))));
    sources.add(() -> Optional.of(trustManager(null)));
    sources.add(() -> over(CertificateFiles.system(environment)));
    return new Trust(sources);
  }

  SSLContext context() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {this}, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the Java runtime has no TLS", impossible);
    }
  }

  private void anyVouches(Check check) throws CertificateException {
    CertificateException first = null;
    for (var source : sources) {
      var roots = load(source);
      if (roots.isEmpty()) {
        continue;
      }
      try {
        check.by(roots.get());
        return;
      } catch (CertificateException refused) {
        if (first == null) {
          first = refused;
        } else {
          first.addSuppressed(refused);
        }
      }
    }
    throw first == null ? new CertificateException("there is no root certificate") : first;
  }

  private synchronized Optional<X509ExtendedTrustManager> load(Source source)
      throws CertificateException {
    var known = loaded.get(source);
    if (known != null) {
      return known;
    }
    try {
      var roots = source.load();
      loaded.put(source, roots);
      return roots;
    } catch (CertificateException unreadable) {
      throw unreadable;
    } catch (GeneralSecurityException unusable) {
      throw new CertificateException("root certificates cannot be loaded", unusable);
    }
  }

  private static Optional<X509ExtendedTrustManager> over(List<X509Certificate> certificates)
      throws GeneralSecurityException {
    if (certificates.isEmpty()) {
      return Optional.empty();
    }
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("ca-" + i, certificates.get(i));
      }
      return Optional.of(trustManager(store));
    } catch (IOException impossible) {
      throw new IllegalStateException("nothing is read here", impossible);
    }
  }

  /** Over the JDK's own roots where no store is given. */
  private static X509ExtendedTrustManager trustManager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new GeneralSecurityException("the Java runtime has no X.509 trust manager");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    anyVouches(roots -> roots.checkServerTrusted(chain, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    anyVouches(roots -> roots.checkServerTrusted(chain, type, engine));
  }

  /** Without a socket the host's name could not be checked, so this way is closed. */
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("a certificate is checked only together with its host");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("this is a client");
  }

  /** Only servers ask for it, to name whom they accept. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
