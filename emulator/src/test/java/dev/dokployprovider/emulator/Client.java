package dev.dokployprovider.emulator;

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
public record Client(URI url, String apiKey) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final HttpClient FOLLOWING =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();

  /** POST of a JSON object; the answer's value, "" for an empty body. */
  public @Nullable Object post(String path, Map<String, @Nullable Object> body)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
            .build();
    return value(send(request).body());
  }

  /** GET; the answer's value. */
  public @Nullable Object get(String path) throws IOException, InterruptedException {
    return value(send(request(path).build()).body());
  }

  /** A request with the key. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofMinutes(1))
        .header("x-api-key", apiKey);
  }

  /** Sends any request. */
  public static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Sends any request, and goes where the answer points. */
  public static HttpResponse<String> follow(HttpRequest request)
      throws IOException, InterruptedException {
    return FOLLOWING.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** A body as JSON; "" when it is empty, the text itself when it is no JSON. */
  public static @Nullable Object value(String body) {
    try {
      return body.isEmpty() ? "" : Json.parse(body);
    } catch (IllegalArgumentException e) {
      return body;
    }
  }
}
