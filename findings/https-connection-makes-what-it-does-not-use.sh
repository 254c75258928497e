#!/bin/sh
# Package: JDK 25.0.3 (Eclipse Temurin 25.0.3+9), HttpsURLConnection and its TLS; seen 2026-11-29. JAVA_HOME names the JDK.
# Behaviour: (1) URL.openConnection for https makes Java's default TLS context, with all its root certificates, before
# anybody can call setSSLSocketFactory, and also where that is called next; it does not where
# HttpsURLConnection.setDefaultSSLSocketFactory was called before. (2) A client's first message has a key for x25519 and
# one for secp256r1, made at once; for the second one a table is computed (Secp256R1GeneratorMontgomeryMultiplier), which
# takes as long as the rest of a handshake with an RSA certificate. With ffdhe2048 at the second place of the named groups,
# and secp256r1 behind it, the table is not computed, and secp256r1 is still offered.
# Output seen:
#   default context: by itself 1, with a default factory 0; table: default groups 1, other order 0
# Exits 1 if the behaviour is another one.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jdk=${JAVA_HOME:?names a JDK 25}
"$jdk/bin/java" -version 2>&1 | head -n 1
cd "$work" || exit 1
cat >Main.java <<'JAVA'
import java.net.*;
import java.util.*;
import javax.net.ssl.*;
public class Main {
  public static void main(String[] args) throws Exception {
    var context = SSLContext.getInstance("TLSv1.3");
    context.init(null, null, null);
    var own = context.getSocketFactory();
    switch (args[0]) {
      case "default" -> HttpsURLConnection.setDefaultSSLSocketFactory(own);
      case "itself" -> {}
      default -> {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var socket = (SSLSocket) own.createSocket(server.getInetAddress(), server.getLocalPort())) {
          if (args[0].equals("order")) {
            var parameters = socket.getSSLParameters();
            var groups = new ArrayList<>(List.of(parameters.getNamedGroups()));
            groups.remove("ffdhe2048");
            groups.add(1, "ffdhe2048");
            parameters.setNamedGroups(groups.toArray(String[]::new));
            socket.setSSLParameters(parameters);
          }
          // The server ends the connection after the client's first message.
          Thread.startVirtualThread(() -> {
            try (var peer = server.accept()) {
              peer.getInputStream().read();
            } catch (java.io.IOException ignored) {
            }
          });
          try {
            socket.startHandshake();
          } catch (java.io.IOException expected) {
          }
        }
        return;
      }
    }
    ((HttpsURLConnection) URI.create("https://127.0.0.1:1/").toURL().openConnection()).setSSLSocketFactory(own);
  }
}
JAVA
"$jdk/bin/javac" Main.java || exit 1
loaded() {
  "$jdk/bin/java" -Xlog:class+load:file="$1.log" -cp . Main "$1" || exit 1
  grep -c "$2" "$1.log"
}
# What this class holds are the key and trust managers of a default context, with Java's root certificates.
seen="default context: by itself $(loaded itself 'DefaultManagersHolder '), with a default factory $(loaded default 'DefaultManagersHolder ')"
table='Secp256R1GeneratorMontgomeryMultiplier '
seen="$seen; table: default groups $(loaded groups "$table"), other order $(loaded order "$table")"
echo "$seen"
[ "$seen" = "default context: by itself 1, with a default factory 0; table: default groups 1, other order 0" ]
