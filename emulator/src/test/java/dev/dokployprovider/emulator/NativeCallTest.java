package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.emulator.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** tRPC's own endpoint, which Dokploy's page and its command line use. */
class NativeCallTest {
  @TempDir Path data;

  private static Map<String, @Nullable Object> result(@Nullable Object answer) {
    return Json.objectAt(
        Json.objectAt(Json.objectAt(Dokploy.object(answer), "result"), "data"), "json");
  }

  @Test
  void input_and_answer_are_wrapped() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      var created =
          result(
              dokploy
                  .client()
                  .post(
                      "/api/trpc/project.create",
                      Json.object("json", Json.object("name", "native"))));
      Map<String, @Nullable Object> id =
          Json.object("projectId", Json.objectAt(created, "project").get("projectId"));
      for (var input : new Object[] {id, Json.object("json", id)}) {
        String query = URLEncoder.encode(Json.write(input), StandardCharsets.UTF_8);
        assertThat(result(dokploy.client().get("/api/trpc/project.one?input=" + query)))
            .containsEntry("name", "native");
      }
    }
  }

  @Test
  void errors_are_numbered_as_in_json_rpc() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      var answer = Dokploy.object(dokploy.client().get("/api/trpc/compose.one?input=%7B%7D"));
      assertThat(Json.objectAt(Json.objectAt(answer, "error"), "json"))
          .containsEntry("message", "Input validation failed")
          .containsEntry("code", -32600);
    }
  }
}
