package dev.dokployprovider.dokploy.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads certificates out of PEM files, whatever else stands in them. */
final class CertificateFiles {
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----.+?"
              + "-----END (?:TRUSTED |X509 )?CERTIFICATE-----",
          Pattern.DOTALL);

  /** Where Linux distributions, BSDs and macOS keep the bundle; the first that exists counts. */
  private static final List<Path> USUAL_BUNDLES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private CertificateFiles() {}

  /**
   * The certificates of a file that the user named.
   *
   * @throws CertificateException when it cannot be read or holds none
   */
  static List<X509Certificate> read(Path file) throws CertificateException {
    List<X509Certificate> certificates;
    try {
      certificates = certificates(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException unreadable) {
      throw new CertificateException("the CA file " + file + " cannot be read", unreadable);
    }
    if (certificates.isEmpty()) {
      throw new CertificateException("the CA file " + file + " holds no PEM certificate");
    }
    return certificates;
  }

  /**
   * The system's bundle, or what SSL_CERT_FILE and SSL_CERT_DIR name in its place; as in Go, what
   * cannot be read there is passed over.
   */
  static List<X509Certificate> system(Map<String, String> environment) throws CertificateException {
    var certificates = new ArrayList<X509Certificate>();
    for (Path file : systemFiles(environment)) {
      try {
        certificates.addAll(certificates(Files.readString(file, StandardCharsets.ISO_8859_1)));
      } catch (IOException passedOver) {
        // As in Go; the certificate that it would have vouched for is refused, and that is told.
      }
    }
    return certificates;
  }

  private static List<Path> systemFiles(Map<String, String> environment) {
    var files = new ArrayList<Path>();
    String file = environment.getOrDefault("SSL_CERT_FILE", "");
    if (file.isEmpty()) {
      USUAL_BUNDLES.stream().filter(Files::isReadable).findFirst().ifPresent(files::add);
    } else {
      files.add(Path.of(file));
    }
    for (String folder : environment.getOrDefault("SSL_CERT_DIR", "").split(":", -1)) {
      if (!folder.isEmpty()) {
        try (var entries = Files.list(Path.of(folder))) {
          entries.filter(Files::isRegularFile).sorted().forEach(files::add);
        } catch (IOException passedOver) {
          // As above.
        }
      }
    }
    return files;
  }

  private static List<X509Certificate> certificates(String pem) throws CertificateException {
    var factory = CertificateFactory.getInstance("X.509");
    var certificates = new ArrayList<X509Certificate>();
    var block = BLOCK.matcher(pem);
    while (block.find()) {
      var bytes = new ByteArrayInputStream(block.group().getBytes(StandardCharsets.ISO_8859_1));
      try {
        certificates.add((X509Certificate) factory.generateCertificate(bytes));
      } catch (CertificateException damaged) {
        // One damaged root must not take the others away.
      }
    }
    return certificates;
  }
}
