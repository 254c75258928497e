package dev.dokployprovider.provider.reliability;

import dev.dokployprovider.dokploy.testing.PrivateCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;

/**
 * A server's certificate with which something is wrong, though the client trusts who signed it.
 *
 * @param pem what the client is told to trust
 */
record Certificate(SSLContext context, Path pem) {
  static Certificate of(HttpFault fault, Path folder) throws IOException, GeneralSecurityException {
    var ca = PrivateCa.in(Files.createTempDirectory(folder, "ca"));
    int days =
        switch (fault) {
          case CERTIFICATE_EXPIRED -> -400;
          case CERTIFICATE_EARLY -> 300;
          default -> -1;
        };
    String name = fault == HttpFault.CERTIFICATE_NAME ? "dns:other.example.com" : "ip:127.0.0.1";
    var begin = Instant.now().plus(Duration.ofDays(days));
    return new Certificate(
        ca.server(begin, begin.plus(Duration.ofDays(365)), name), ca.certificate());
  }
}
