package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.emulator.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a deployment over /listen-deployment (docs/reference/dokploy.md §2.5). */
class WebSocketTest {
  @TempDir Path data;

  /** Collects what a websocket says. */
  private static final class Listener implements WebSocket.Listener {
    private final StringBuilder said = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      synchronized (said) {
        said.append(part);
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    String text() {
      synchronized (said) {
        return said.toString();
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }
  }

  private static WebSocket open(HttpClient http, Client client, String logPath, Listener listener)
      throws Exception {
    URI url =
        URI.create(
            client.url().toString().replace("http:", "ws:")
                + "/listen-deployment?logPath="
                + URLEncoder.encode(logPath, StandardCharsets.UTF_8));
    return http.newWebSocketBuilder()
        .header("x-api-key", client.apiKey())
        .buildAsync(url, listener)
        .get(30, TimeUnit.SECONDS);
  }

  private static String logPath(Dokploy dokploy, Dokploy.Service service) throws Exception {
    var deployments =
        Dokploy.list(dokploy.get("deployment.allByCompose?composeId=" + service.id()));
    return String.valueOf(deployments.getFirst().get("logPath"));
  }

  @Test
  void a_log_is_followed_while_it_grows() throws Exception {
    try (var dokploy = Dokploy.start("0.22.7", data);
        var http = HttpClient.newHttpClient()) {
      var service = dokploy.service("one", Dokploy.FILE);
      dokploy.admin("hang", Json.object());
      dokploy.deploy(service);
      Await.until(() -> !dokploy.deployments(service).isEmpty(), "the deployment has a log");
      Listener listener = new Listener();
      WebSocket socket = open(http, dokploy.client(), logPath(dokploy, service), listener);
      Await.until(() -> listener.text().contains("Build Compose 🐳"), "the log's beginning");
      assertThat(listener.text()).doesNotContain("Docker Compose Deployed");
      dokploy.admin("release", Json.object());
      Await.until(() -> listener.text().contains("Docker Compose Deployed: ✅"), "its end");
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(30, TimeUnit.SECONDS);
      assertThat(listener.closed.get(30, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    }
  }

  @Test
  void a_connection_that_was_used_for_requests_can_be_upgraded() throws Exception {
    try (var dokploy = Dokploy.start("0.22.7", data);
        var http = HttpClient.newHttpClient()) {
      var service = dokploy.service("one", Dokploy.FILE);
      dokploy.deployed(service);
      Client client = dokploy.client();
      http.send(
          client.request("/api/project.all").build(),
          java.net.http.HttpResponse.BodyHandlers.ofString());
      Listener listener = new Listener();
      WebSocket socket = open(http, client, logPath(dokploy, service), listener);
      Await.until(() -> listener.text().contains("Docker Compose Deployed"), "the log");
      socket.abort();
    }
  }

  @Test
  void a_wrong_key_gets_the_upgrade_and_a_close() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data);
        var http = HttpClient.newHttpClient()) {
      var service = dokploy.service("one", Dokploy.FILE);
      dokploy.deployed(service);
      Listener listener = new Listener();
      open(http, dokploy.client("wrong"), logPath(dokploy, service), listener);
      assertThat(listener.closed.get(30, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
      assertThat(listener.text()).isEmpty();
    }
  }

  @Test
  void no_other_file_can_be_read() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data);
        var http = HttpClient.newHttpClient()) {
      for (String path : new String[] {"/etc/passwd", "/etc/dokploy/../../api-key", "x"}) {
        Listener listener = new Listener();
        open(http, dokploy.client(), path, listener);
        assertThat(listener.closed.get(30, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
        assertThat(listener.text()).isEmpty();
      }
    }
  }
}
