package dev.dokployprovider.provider.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server's certificate with which something is wrong, though the client trusts who signed it.
 *
 * @param pem what the client is told to trust
 */
record Certificate(SSLContext context, Path pem) {
  private static final String PASSWORD = "password";

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
    keytool(store, "ca", "-exportcert", "-rfc", "-file", pem.toString());
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
    keys.init(serverOf(store), PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return new Certificate(context, pem);
  }

  /** Without the authority, which the server must not be taken for. */
  private static KeyStore serverOf(Path store) throws IOException, GeneralSecurityException {
    var all = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    all.deleteEntry("ca");
    return all;
  }

  private static void make(Path store, String alias, String... words) throws IOException {
    var all = new ArrayList<>(List.of("-genkeypair", "-keyalg", "EC"));
    all.addAll(List.of(words));
    keytool(store, alias, all.toArray(String[]::new));
  }

  private static void keytool(Path store, String alias, String... words) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    // It is over before the optimizing compiler could pay.
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of(words));
    command.addAll(List.of("-alias", alias, "-keystore", store.toString(), "-storepass", PASSWORD));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException("keytool failed: " + List.of(words));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
