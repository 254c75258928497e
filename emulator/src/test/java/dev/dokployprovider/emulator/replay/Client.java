package dev.dokployprovider.emulator.replay;

import dev.dokployprovider.emulator.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks an emulator over HTTP. */
record Client(URI url, String apiKey) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** POST of a JSON object; the answer's value, "" for an empty body. */
  @Nullable Object post(String path, Map<String, @Nullable Object> body)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
            .build();
    return value(send(request).body());
  }

  @Nullable Object get(String path) throws IOException, InterruptedException {
    return value(send(request(path).build()).body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofMinutes(1))
        .header("x-api-key", apiKey);
  }

  static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  static @Nullable Object value(String body) {
    try {
      return body.isEmpty() ? "" : Json.parse(body);
    } catch (IllegalArgumentException e) {
      return body;
    }
  }
}
