package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.dokploy.http.HttpAnswer;
import dev.dokployprovider.dokploy.http.HttpRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The client before a server that answers every call the same; it keeps what was sent. */
final class FixedDokploy {
  private static final String SERVER = "http://a.test";

  private final List<String> sent = new ArrayList<>();

  /** Of a release that the client knows already. */
  Dokploy at(String release, int status, String answer) {
    var connection =
        new Connection(URI.create(SERVER), new Secret("k"), Optional.empty(), Map.of());
    var caller =
        new Caller(
            request -> {
              sent.add(text(request));
              return new HttpAnswer(status, Map.of("content-type", "application/json"), answer);
            },
            Backoff.system(),
            connection);
    return new RestDokploy(caller, LogSocket.over(connection), Version.parse(release), newer -> {});
  }

  /** Each request whole: {@code POST /api/compose.stop {"composeId":"C"}}. */
  List<String> sent() {
    return List.copyOf(sent);
  }

  private static String text(HttpRequest request) {
    String path = request.uri().toString().substring(SERVER.length());
    return request.json().map(body -> "POST " + path + " " + body).orElse("GET " + path);
  }
}
