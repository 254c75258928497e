package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses that Next corrects, on all releases, before it looks at the key. */
@Tag("contract")
class RedirectTest {
  @TempDir Path data;

  @Test
  void doubled_slashes_and_one_at_the_end_are_redirected() throws Exception {
    String[][] rows = {
      {"/api/project.all/", "/api/project.all"},
      {"/api/project.all/?x=1", "/api/project.all?x=1"},
      {"/api/", "/api"},
      {"//api/project.all", "/api/project.all"},
      {"/api//project.all?x=1", "/api/project.all?x=1"},
      {"/api/project.all//", "/api/project.all/"},
      {"/nowhere/", "/nowhere"},
    };
    try (var dokploy = Dokploy.start("0.28.8", data)) {
      for (String[] row : rows) {
        var answer = Client.send(dokploy.client("wrong").request(row[0]).build());
        assertThat(answer.statusCode()).as(row[0]).isEqualTo(308);
        assertThat(answer.headers().firstValue("location")).contains(row[1]);
        assertThat(answer.body()).isEqualTo(row[1]);
      }
      assertThat(Client.send(dokploy.client().request("/api").build()).statusCode()).isEqualTo(404);
    }
  }
}
