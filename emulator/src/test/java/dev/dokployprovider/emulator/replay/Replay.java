package dev.dokployprovider.emulator.replay;

import dev.dokployprovider.emulator.Client;
import dev.dokployprovider.emulator.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the emulator what a recording asked a real server, in order. */
final class Replay {
  private final Server server;
  private final Translation translation = new Translation();
  private final Callers callers = new Callers();
  private final Stage stage;
  private final Timelines timelines;

  Replay(Server server, List<Line> lines) {
    this.server = server;
    this.stage = new Stage(server, translation, lines);
    this.timelines = new Timelines(server, translation, stage);
  }

  /** What is wrong with the emulator's answer to a line; empty when nothing is. */
  List<String> ask(Line line) throws IOException, InterruptedException {
    if (!line.isExchange()) {
      return timelines.check(line);
    }
    before(line);
    // The recordings were made with redirects followed.
    HttpResponse<String> answer = Client.follow(request(line));
    Object ours = Client.value(answer.body());
    translation.learn(line.response(), ours);
    after(line);
    List<String> problems = new ArrayList<>();
    if (answer.statusCode() != line.status()) {
      problems.add("status " + line.status() + " and not " + answer.statusCode());
    } else {
      contentType(line, answer, problems);
      boolean inspect = line.procedure().equals("docker.getConfig") && line.status() == 200;
      if (!isPage(line)) {
        problems.addAll(Comparison.of(translation, inspect, line.response(), ours));
      }
    }
    if (!problems.isEmpty()) {
      problems.add(answer.body());
    }
    return problems;
  }

  /** A page for people: that it is one is all that counts. */
  private static boolean isPage(Line line) {
    return String.valueOf(line.response()).startsWith("<!DOCTYPE html>");
  }

  private static void contentType(Line line, HttpResponse<String> answer, List<String> problems) {
    String recorded = "null";
    if (line.values().get("headers") instanceof Map<?, ?> headers) {
      for (Map.Entry<?, ?> header : headers.entrySet()) {
        if (String.valueOf(header.getKey()).equalsIgnoreCase("content-type")) {
          recorded = String.valueOf(header.getValue());
        }
      }
    }
    String ours = answer.headers().firstValue("content-type").orElse("null");
    if (!recorded.equals(ours)) {
      problems.add("content type " + recorded + " and not " + ours);
    }
  }

  private void before(Line line) throws IOException, InterruptedException {
    if (!line.notes("double deploy 2")) {
      server.awaitIdle();
    }
    stage.reach(line);
    stage.prepare(line);
    if (line.notes("while a deployment is building")) {
      hold(line.parameter("composeId"), false);
    }
    stage.setUp(line, callers);
  }

  private void hold(String recordedId, boolean afterwards)
      throws IOException, InterruptedException {
    String id = translation.translate(recordedId);
    stage.hold(id, afterwards);
  }

  private void after(Line line) {
    if (line.notes("while a deployment is building")) {
      stage.release();
    }
    if (!line.procedure().endsWith("deploy")) {
      server.awaitIdle();
    }
  }

  private HttpRequest request(Line line) throws IOException, InterruptedException {
    Client client = server.client();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(client.url() + translation.translate(line.text("path"))))
            .timeout(Duration.ofMinutes(1));
    String key = callers.key(line, client);
    if (!key.isEmpty()) {
      request.header("x-api-key", key);
    }
    if (!line.isPost()) {
      return request.GET().build();
    }
    String type = contentType(line);
    if (!type.isEmpty()) {
      request.header("content-type", type);
    }
    return request.POST(body(line)).build();
  }

  private static String contentType(Line line) {
    return switch (line.note()) {
      case "wrong content type" -> "text/plain";
      case "id in query of POST", "POST body without a content type" -> "";
      case "charset suffix, empty object" -> "application/json; charset=utf-8";
      default -> "application/json";
    };
  }

  private HttpRequest.BodyPublisher body(Line line) {
    Object request = line.request();
    if (request == null) {
      return BodyPublishers.noBody();
    }
    return BodyPublishers.ofString(
        translation.translate(request instanceof String text ? text : Json.write(request)));
  }

  /** Who asks: keys by what the notes say of them. */
  static final class Callers {
    private @Nullable String limited;
    private @Nullable String remaining;
    private @Nullable String member;

    String key(Line line, Client client) throws IOException, InterruptedException {
      if (line.values().get("auth") == null) {
        return "";
      }
      if (line.notes("invalid api key")) {
        return "wrong";
      }
      if (line.notes("default rate limit")) {
        limited = limited == null ? make(client, "key", Json.object()) : limited;
        return limited;
      }
      if (line.notes("remaining=4")) {
        remaining =
            remaining == null
                ? make(client, "key", Json.object("rateLimitEnabled", false, "remaining", 4))
                : remaining;
        return remaining;
      }
      return isMember(line) ? member(client) : client.apiKey();
    }

    static boolean isMember(Line line) {
      return line.note().startsWith("member ")
          || line.note().startsWith("by a member ")
          || line.note().startsWith("the member ");
    }

    String member(Client client) throws IOException, InterruptedException {
      member = member == null ? make(client, "member", Json.object()) : member;
      return member;
    }

    private static String make(Client client, String what, Map<String, @Nullable Object> input)
        throws IOException, InterruptedException {
      return String.valueOf(Stage.object(client.post("/emulator/" + what, input)).get("key"));
    }
  }
}
