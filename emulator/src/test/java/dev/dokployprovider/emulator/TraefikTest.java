package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.emulator.Settings.EngineChoice;
import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands for Dokploy's Traefik, as a TLS client sees it. */
class TraefikTest {
  private static final String NAME = "web.example.test";
  private static final String NETWORKS = "\"networks\":[\"default\",\"dokploy-network\"]";

  @TempDir Path folder;
  private Ssh ssh;
  private Dokploy dokploy;

  @BeforeEach
  void start() throws Exception {
    ssh = Ssh.prepare(folder.resolve("keys"));
    dokploy =
        Dokploy.start(
            Settings.DEFAULT
                .withRelease(Release.NEWEST)
                .withData(folder.resolve("data"))
                .withEngine(EngineChoice.PROCESS)
                .withTraefikPort(0));
  }

  @AfterEach
  void end() throws IOException {
    if (dokploy != null) {
      dokploy.close();
    }
  }

  @Test
  void a_name_leads_to_the_container_that_has_it_while_it_runs() throws Exception {
    var service = dokploy.service("machine", withLabels("websecure", "true"));
    assertThat(said(NAME)).startsWith("HTTP/1.1 400 Bad Request");
    dokploy.deployed(service);

    assertThat(said(NAME)).startsWith("SSH-2.0-");
    assertThat(said("other.example.test")).startsWith("HTTP/1.1 400 Bad Request");
    dokploy.post("compose.stop", service.body());
    assertThat(said(NAME)).startsWith("HTTP/1.1 400 Bad Request");
    dokploy.post("compose.start", service.body());
    assertThat(said(NAME)).startsWith("SSH-2.0-");
  }

  @Test
  void a_router_for_another_entry_point_or_without_TLS_does_not_count() throws Exception {
    dokploy.deployed(dokploy.service("machine", withLabels("web", "true")));
    assertThat(said(NAME)).startsWith("HTTP/1.1 400");
    dokploy.deployed(dokploy.service("machine", withLabels("websecure", "false")));
    assertThat(said(NAME)).startsWith("HTTP/1.1 400");
  }

  @Test
  void a_container_that_is_not_on_the_network_is_not_reached() throws Exception {
    String file = withLabels("websecure", "true").replace(NETWORKS + ",", "");
    dokploy.deployed(dokploy.service("machine", file));
    assertThat(said(NAME)).startsWith("HTTP/1.1 400");
  }

  @Test
  void who_gives_no_name_reaches_Dokploy_and_can_trust_its_certificate() throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var pem = Files.newInputStream(dokploy.data().resolve("traefik.pem"))) {
      var certificate = CertificateFactory.getInstance("X.509").generateCertificate(pem);
      store.setCertificateEntry("traefik", certificate);
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (var client = HttpClient.newBuilder().sslContext(context).build()) {
      var request =
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port() + "/api/project.all"))
              .build();

      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("Unauthorized");
    }
  }

  private int port() throws IOException {
    return Integer.parseInt(Files.readString(dokploy.data().resolve("traefik-port")).strip());
  }

  private String withLabels(String entryPoint, String tls) throws IOException {
    var labels =
        List.of(
            "traefik.enable=true",
            "traefik.docker.network=dokploy-network",
            "traefik.tcp.routers.web.rule=HostSNI(`" + NAME + "`)",
            "traefik.tcp.routers.web.entrypoints=" + entryPoint,
            "traefik.tcp.routers.web.tls=" + tls,
            "traefik.tcp.services.web.loadbalancer.server.port=22");
    String image = "\"image\":\"debian:bookworm\"";
    return ssh.composeFile("127.0.0.1:23860-23889:22")
        .replace(image, image + "," + NETWORKS + ",\"labels\":" + Json.write(labels));
  }

  /** What answers a client that speaks SSH, up to the end of its first line. */
  private String said(String name) throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    try (var socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(60_000);
      var parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(name)));
      socket.setSSLParameters(parameters);
      socket.getOutputStream().write("SSH-2.0-test\r\n".getBytes(StandardCharsets.US_ASCII));
      var line = new StringBuilder();
      for (int next = socket.getInputStream().read();
          next >= 0 && next != '\n';
          next = socket.getInputStream().read()) {
        line.append((char) next);
      }
      return line.toString();
    }
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
