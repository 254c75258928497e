package dev.dokployprovider.emulator.traefik;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A self-signed certificate, such as Traefik makes for itself; also for this computer's own names.
 *
 * @param context a server's TLS with it
 * @param pem the certificate, for who is to trust it
 */
record SelfSigned(SSLContext context, String pem) {
  private static final X500Name NAME = new X500Name("CN=TRAEFIK DEFAULT CERT");
  private static final GeneralName[] HERE = {
    new GeneralName(GeneralName.dNSName, "localhost"),
    new GeneralName(GeneralName.iPAddress, "127.0.0.1")
  };

  /** The key is in memory alone. */
  private static final char[] NO_PASSWORD = {};

  /** A new one. */
  static SelfSigned create() throws IOException {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      var keys = generator.generateKeyPair();
      var certificate = certificate(keys, Instant.now());
      return new SelfSigned(context(keys, certificate), pem(certificate));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("no certificate could be made", e);
    }
  }

  /** From a day before, for a client whose clock is behind. */
  private static X509Certificate certificate(KeyPair keys, Instant now)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    var builder =
        new JcaX509v3CertificateBuilder(
            NAME,
            new BigInteger(64, new SecureRandom()),
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(Duration.ofDays(365))),
            NAME,
            keys.getPublic());
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(HERE));
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static String pem(X509Certificate certificate) throws GeneralSecurityException {
    var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
        .formatted(base64.encodeToString(certificate.getEncoded()));
  }

  private static SSLContext context(KeyPair keys, X509Certificate certificate)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "traefik", keys.getPrivate(), NO_PASSWORD, new X509Certificate[] {certificate});
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, NO_PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
