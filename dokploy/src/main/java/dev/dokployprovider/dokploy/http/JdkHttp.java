package dev.dokployprovider.dokploy.http;

import javax.net.ssl.HttpsURLConnection;

/** Settings of the JDK's HTTP clients that exist only for the whole process, read once by them. */
final class JdkHttp {
  private JdkHttp() {}

  /**
   * Must run before the JDK's own HTTP classes are loaded, so every class of ours that uses them
   * calls it when it is itself loaded.
   */
  static void prepare() {
    // By default a POST whose answer is lost is sent a second time: two services instead of one.
    System.setProperty("sun.net.http.retryPost", "false");
    // By default a password in HTTPS_PROXY is not sent to the proxy (the JDK's net.properties).
    if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
      System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }
    // Each connection is given its own. By default one is made with all of Java's root certificates
    // before, for a sixth of the CPU of a call over TLS.
    HttpsURLConnection.setDefaultSSLSocketFactory(new NoTls());
  }
}
