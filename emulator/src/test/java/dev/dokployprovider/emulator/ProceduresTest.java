package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.emulator.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/emulator.md says of every procedure how true its answers are. */
class ProceduresTest {
  private static final Pattern NAME = Pattern.compile("`([a-zA-Z]+\\.[a-zA-Z]+)`");

  @TempDir Path data;

  private static List<String> documented() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "emulator.md"));
    String table =
        page.substring(page.indexOf("<!-- procedures"), page.indexOf("<!-- /procedures -->"));
    List<String> names = new ArrayList<>();
    NAME.matcher(table).results().forEach(name -> names.add(name.group(1)));
    return names;
  }

  @Test
  void every_procedure_of_any_release_is_in_the_table_once_and_no_other() throws Exception {
    Set<String> answered = new TreeSet<>();
    for (String release :
        List.of("0.22.7", "0.24.12", "0.25.11", "0.26.7", "0.28.8", "0.29.14", "0.30.2")) {
      try (var dokploy = Dokploy.start(release, data.resolve(release))) {
        var document = Dokploy.object(dokploy.get("settings.getOpenApiDocument"));
        Json.objectAt(document, "paths").keySet().forEach(path -> answered.add(path.substring(1)));
      }
    }
    assertThat(documented()).doesNotHaveDuplicates().hasSameElementsAs(answered);
  }
}
