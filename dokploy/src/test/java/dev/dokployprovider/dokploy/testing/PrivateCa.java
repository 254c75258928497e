package dev.dokployprovider.dokploy.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of a test's own. */
public final class PrivateCa {
  private static final X500Name AUTHORITY = new X500Name("CN=Test CA");
  private static final Duration YEARS = Duration.ofDays(3650);
  private static final char[] NO_PASSWORD = {};

  private final Path certificate;
  private final KeyPair keys;

  private PrivateCa(Path certificate, KeyPair keys) {
    this.certificate = certificate;
    this.keys = keys;
  }

  /** Makes the authority, which writes its certificate into a folder; it is two years old. */
  public static PrivateCa in(Path folder) throws IOException, GeneralSecurityException {
    var ca = new PrivateCa(folder.resolve("ca.pem"), keys());
    var begin = Instant.now().minus(Duration.ofDays(730));
    var own =
        signed(
            ca.keys,
            AUTHORITY,
            ca.keys,
            begin,
            begin.plus(YEARS),
            new Extension(
                Extension.basicConstraints, true, new BasicConstraints(true).getEncoded()));
    var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(own.getEncoded());
    Files.writeString(
        ca.certificate, "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    return ca;
  }

  /** The authority's own certificate, PEM. */
  public Path certificate() {
    return certificate;
  }

  /**
   * A server that this authority vouches for.
   *
   * @param names {@code dns:NAME} or {@code ip:ADDRESS}
   */
  public SSLContext server(String... names) throws IOException, GeneralSecurityException {
    var begin = Instant.now().minus(Duration.ofDays(1));
    return server(begin, begin.plus(YEARS), names);
  }

  /** The same, for that time. */
  public SSLContext server(Instant begin, Instant end, String... names)
      throws IOException, GeneralSecurityException {
    var its = keys();
    var alternatives = Arrays.stream(names).map(PrivateCa::name).toArray(GeneralName[]::new);
    var certified =
        signed(
            keys,
            new X500Name("CN=server"),
            its,
            begin,
            end,
            new Extension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(alternatives).getEncoded()));
    return context(its, certified);
  }

  /** A server that vouches for itself alone. */
  public static SSLContext selfSigned() throws IOException, GeneralSecurityException {
    var its = keys();
    var begin = Instant.now().minus(Duration.ofDays(1));
    return context(its, signed(its, AUTHORITY, its, begin, begin.plus(YEARS)));
  }

  private static SSLContext context(KeyPair its, X509Certificate certificate)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("server", its.getPrivate(), NO_PASSWORD, new X509Certificate[] {certificate});
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, NO_PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static GeneralName name(String text) {
    return text.startsWith("ip:")
        ? new GeneralName(GeneralName.iPAddress, text.substring("ip:".length()))
        : new GeneralName(GeneralName.dNSName, text.substring("dns:".length()));
  }

  private static KeyPair keys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static X509Certificate signed(
      KeyPair by,
      X500Name subject,
      KeyPair its,
      Instant begin,
      Instant end,
      Extension... extensions)
      throws GeneralSecurityException, IOException {
    var builder =
        new JcaX509v3CertificateBuilder(
            AUTHORITY,
            new BigInteger(64, new SecureRandom()),
            Date.from(begin),
            Date.from(end),
            subject,
            its.getPublic());
    for (var extension : extensions) {
      builder.addExtension(extension);
    }
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
