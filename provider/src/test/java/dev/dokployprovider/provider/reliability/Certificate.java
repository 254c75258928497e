package dev.dokployprovider.provider.reliability;

import dev.dokployprovider.provider.ssh.Keytool;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server's certificate with which something is wrong, though the client trusts who signed it.
 *
 * @param pem what the client is told to trust
 */
record Certificate(SSLContext context, Path pem) {
  static Certificate of(HttpFault fault, Path folder) throws IOException, GeneralSecurityException {
    String begin =
        switch (fault) {
          case CERTIFICATE_EXPIRED -> "-400d";
          case CERTIFICATE_EARLY -> "+300d";
          default -> "-1d";
        };
    String name = fault == HttpFault.CERTIFICATE_NAME ? "dns:other.example.com" : "ip:127.0.0.1";
    var store = folder.resolve(fault + ".p12");
    var pem = folder.resolve(fault + ".pem");
    make(
        store, "ca", "-dname", "CN=ca", "-ext", "bc:c", "-startdate", "-500d", "-validity", "3650");
    Keytool.run(store, "ca", "-exportcert", "-rfc", "-file", pem.toString());
    make(
        store,
        "server",
        "-signer",
        "ca",
        "-dname",
        "CN=server",
        "-startdate",
        begin,
        "-validity",
        "365",
        "-ext",
        "san=" + name);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(serverOf(store), Keytool.PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return new Certificate(context, pem);
  }

  /** Without the authority, which the server must not be taken for. */
  private static KeyStore serverOf(Path store) throws IOException, GeneralSecurityException {
    var all = KeyStore.getInstance(store.toFile(), Keytool.PASSWORD.toCharArray());
    all.deleteEntry("ca");
    return all;
  }

  private static void make(Path store, String alias, String... words) throws IOException {
    var all = new ArrayList<>(List.of("-genkeypair", "-keyalg", "EC"));
    all.addAll(List.of(words));
    Keytool.run(store, alias, all.toArray(String[]::new));
  }
}
