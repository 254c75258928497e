package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.emulator.json.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** tRPC's own endpoint, which Dokploy's page and its command line use; as seen on real servers. */
@Tag("contract")
class NativeCallTest {
  @TempDir Path data;

  private static Map<String, @Nullable Object> result(@Nullable Object answer) {
    return Json.objectAt(
        Json.objectAt(Json.objectAt(Dokploy.object(answer), "result"), "data"), "json");
  }

  private static Map<String, @Nullable Object> error(HttpResponse<String> answer) {
    return Json.objectAt(Json.objectAt(Json.parseObject(answer.body()), "error"), "json");
  }

  private static HttpResponse<String> get(Client client, String path) throws Exception {
    return Client.send(client.request("/api/trpc/" + path).build());
  }

  private static HttpResponse<String> post(Client client, String name, String body)
      throws Exception {
    return Client.send(
        client
            .request("/api/trpc/" + name)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static String input(Object value) {
    return "?input=" + URLEncoder.encode(Json.write(value), StandardCharsets.UTF_8);
  }

  @Test
  void input_and_answer_are_wrapped() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      var client = dokploy.client();
      var created =
          result(
              client.post(
                  "/api/trpc/project.create", Json.object("json", Json.object("name", "native"))));
      Map<String, @Nullable Object> id =
          Json.object("projectId", Json.objectAt(created, "project").get("projectId"));
      assertThat(result(client.get("/api/trpc/project.one" + input(Json.object("json", id)))))
          .containsEntry("name", "native");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.22.7, Required",
    "0.28.8, 'Invalid input: expected object, received undefined'",
    "0.30.2, 'Invalid input: expected object, received undefined'"
  })
  void an_input_that_is_not_wrapped_is_none(String release, String message) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var client = dokploy.client();
      for (var answer :
          new HttpResponse<?>[] {
            get(client, "project.one" + input(Json.object("projectId", "x"))),
            get(client, "project.one"),
            post(client, "project.create", "{\"name\": \"bare\"}")
          }) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        var error = Json.parseObject(String.valueOf(answer.body()));
        var json = Json.objectAt(Json.objectAt(error, "error"), "json");
        assertThat(json).containsEntry("code", -32600);
        assertThat(String.valueOf(json.get("message")))
            .startsWith("[\n  {\n    \"")
            .contains("\"message\": \"" + message + "\"");
      }
      assertThat(get(client, "project.all").body())
          .isEqualTo("{\"result\":{\"data\":{\"json\":[]}}}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.22.7, nosuch.x, 404, -32004, 'No \"query\"-procedure on path \"nosuch.x\"'",
    "0.22.7, project.create, 404, -32004, 'No \"query\"-procedure on path \"project.create\"'",
    "0.22.7, project.one?input=x, 400, -32700, 'Unexpected token ''x'', \"x\" is not valid JSON'",
    "0.28.8, nosuch.x, 404, -32004, 'No procedure found on path \"nosuch.x\"'",
    "0.28.8, project.create, 405, -32005, 'Unsupported GET-request to mutation procedure at path \"project.create\"'",
    "0.30.2, project.one?input=x, 400, -32600, 'Unexpected token ''x'', \"x\" is not valid JSON'",
  })
  void a_wrong_call_gets(String release, String call, int status, int code, String message)
      throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var answer = get(dokploy.client(), call);
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(error(answer)).containsEntry("code", code).containsEntry("message", message);
    }
  }

  @Test
  void the_name_is_looked_at_before_the_key() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      var unauthenticated = dokploy.client("wrong");
      assertThat(get(unauthenticated, "nosuch.x").statusCode()).isEqualTo(404);
      var refused = get(unauthenticated, "project.all");
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(error(refused))
          .containsEntry("message", "UNAUTHORIZED")
          .containsEntry("code", -32001);
      assertThat(get(unauthenticated, "settings.health").statusCode()).isEqualTo(200);
    }
  }
}
