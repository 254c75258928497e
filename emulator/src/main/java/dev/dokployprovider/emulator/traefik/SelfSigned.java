package dev.dokployprovider.emulator.traefik;

import dev.dokployprovider.emulator.store.FileTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A self-signed certificate, such as Traefik makes for itself; also for this computer's own names.
 *
 * @param context a server's TLS with it
 * @param pem the certificate, for who is to trust it
 */
record SelfSigned(SSLContext context, String pem) {
  /** Protects nothing: the key is thrown away with the folder. */
  private static final String PASSWORD = "emulator";

  private static final String ALIAS = "traefik";

  /** A new one; made by the JDK's keytool, as Java has no call for it. */
  static SelfSigned create() throws IOException {
    Path folder = Files.createTempDirectory("dokploy-emulator-tls");
    try {
      Path store = folder.resolve("store");
      make(store);
      var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      return new SelfSigned(context(keys), pem(keys.getCertificate(ALIAS)));
    } catch (GeneralSecurityException e) {
      throw new IOException("no certificate could be made", e);
    } finally {
      FileTrees.deleteTree(folder);
    }
  }

  private static void make(Path store) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            // It is over before the optimizing compiler could pay.
            "-J-XX:TieredStopAtLevel=1",
            "-J-XX:+UseSerialGC",
            "-genkeypair",
            "-keystore",
            store.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-validity",
            "365",
            "-dname",
            "CN=TRAEFIK DEFAULT CERT",
            "-ext",
            "SAN=DNS:localhost,IP:127.0.0.1");
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String pem(Certificate certificate) throws GeneralSecurityException {
    var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
        .formatted(base64.encodeToString(certificate.getEncoded()));
  }

  private static SSLContext context(KeyStore store) throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
