package dev.dokployprovider.dokploy.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority of a test's own, made with the JDK's keytool. */
public final class PrivateCa {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final Path store;

  private PrivateCa(Path folder) {
    this.folder = folder;
    this.store = folder.resolve("keys.p12");
  }

  /** Makes the authority in an empty folder. */
  public static PrivateCa in(Path folder) throws IOException, InterruptedException {
    var ca = new PrivateCa(folder);
    ca.keytool(
        "-genkeypair", "-alias", "ca", "-dname", "CN=Test CA", "-ext", "bc:c", "-validity", "3650");
    ca.keytool("-exportcert", "-alias", "ca", "-rfc", "-file", ca.certificate().toString());
    return ca;
  }

  /** The authority's own certificate, PEM. */
  public Path certificate() {
    return folder.resolve("ca.pem");
  }

  /**
   * A server that this authority vouches for.
   *
   * @param names as keytool writes them: {@code dns:localhost,ip:127.0.0.1}
   */
  public SSLContext server(String names) throws Exception {
    String alias = "server-" + Integer.toHexString(names.hashCode());
    keytool(
        "-genkeypair",
        "-alias",
        alias,
        "-signer",
        "ca",
        "-dname",
        "CN=server",
        "-ext",
        "san=" + names,
        "-validity",
        "3650");
    return context(alias);
  }

  private SSLContext context(String alias) throws IOException, GeneralSecurityException {
    var all = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    var one = KeyStore.getInstance("PKCS12");
    one.load(null, null);
    one.setKeyEntry(
        alias,
        all.getKey(alias, PASSWORD.toCharArray()),
        PASSWORD.toCharArray(),
        all.getCertificateChain(alias));
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(one, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    // It is over before the optimizing compiler could pay.
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
    if (arguments[0].equals("-genkeypair")) {
      command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    }
    var output = folder.resolve("keytool.log");
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("keytool failed: " + Files.readString(output, StandardCharsets.UTF_8));
    }
  }
}
