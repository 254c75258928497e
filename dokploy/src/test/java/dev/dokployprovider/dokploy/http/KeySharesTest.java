package dev.dokployprovider.dokploy.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.testing.PrivateCa;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySharesTest {
  private static PrivateCa ca;
  private static SSLContext identity;

  @BeforeAll
  static void makeIdentity(@TempDir Path folder) throws Exception {
    ca = PrivateCa.in(folder);
    identity = ca.server("dns:localhost", "ip:127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "x25519 secp256r1 secp384r1 ffdhe2048 ffdhe3072, x25519 ffdhe2048 secp256r1 secp384r1 ffdhe3072",
    "x25519 ffdhe2048 secp256r1, x25519 ffdhe2048 secp256r1",
    "x25519 secp256r1, x25519 secp256r1",
    "secp256r1 x25519 ffdhe2048, secp256r1 x25519 ffdhe2048",
    "'', ''"
  })
  void only_the_place_of_one_group_is_another(String before, String after) {
    assertThat(KeyShares.ordered(words(before))).isEqualTo(words(after));
  }

  @Test
  void a_socket_offers_the_same_groups_as_before() throws Exception {
    try (var socket = (SSLSocket) SSLContext.getDefault().getSocketFactory().createSocket()) {
      var before = List.of(socket.getSSLParameters().getNamedGroups());

      KeyShares.make(socket);

      assertThat(socket.getSSLParameters().getNamedGroups())
          .startsWith("x25519", "ffdhe2048")
          .containsExactlyInAnyOrderElementsOf(before);
    }
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.3, x25519", "TLSv1.3, secp256r1", "TLSv1.3, secp521r1", "TLSv1.2, secp256r1"})
  void servers_that_know_one_curve_only_are_reached(String protocol, String curve)
      throws Exception {
    var factory = identity.getServerSocketFactory();
    try (var server =
        (SSLServerSocket) factory.createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var parameters = server.getSSLParameters();
      parameters.setProtocols(new String[] {protocol});
      parameters.setNamedGroups(new String[] {curve});
      server.setSSLParameters(parameters);
      var served =
          new FutureTask<>(() -> {
            try (var client = (SSLSocket) server.accept()) {
              client.startHandshake();
              client.getOutputStream().write('!');
              return client.getSession().getProtocol();
            }
          });
      Thread.ofVirtual().start(served);
      var trusting = Trust.of(Optional.of(ca.certificate()), Map.of()).context().getSocketFactory();
      var plain =
          TlsSocket.connect(
              InetAddress.getLoopbackAddress().getHostAddress(), server.getLocalPort(), 10_000);

      try (var socket =
          new TlsSockets(trusting).createSocket(plain, "localhost", server.getLocalPort(), true)) {
        assertThat(socket.getInputStream().read()).isEqualTo('!');
      }

      assertThat(served.get()).isEqualTo(protocol);
    }
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
