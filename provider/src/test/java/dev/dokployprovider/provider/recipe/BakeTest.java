package dev.dokployprovider.provider.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dokployprovider.dokploy.json.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A machine's build, handed to Docker's bake as newer releases of Compose do it. */
@ResourceLock("Docker")
class BakeTest {
  private static final String SCRIPT =
      "x=${x:-y}\ncurl -w '%{http_code}' \"$(echo a)\" $$ $_{ %% \\$\n";

  /** Nothing is escaped here: a release of Compose that escapes some of it finds nothing to do. */
  @Test
  void bake_changes_nothing_of_it(@TempDir Path folder) {
    assumeTrue(DockerMachine.works("docker", "buildx", "bake", "--help"), "no buildx here");
    var spec =
        Fixtures.SPEC
            .caches(Map.of("devpod-cache-0123456789abcdef-npm", "/root/.npm"))
            .environment(Map.of("https_proxy", "http://a:$${b}%{c@d"))
            .script(SCRIPT);
    var recipe = Fixtures.recipe(spec);
    Map<String, Json> arguments = new LinkedHashMap<>();
    for (String argument : ComposeFiles.texts(build(recipe, "args"))) {
      int equals = argument.indexOf('=');
      arguments.put(argument.substring(0, equals), new Json.Text(argument.substring(equals + 1)));
    }
    var target =
        Json.object()
            .with("context", ".")
            .with("dockerfile-inline", ComposeFiles.text(build(recipe, "dockerfile_inline")))
            .with("args", new Json.Obj(arguments));
    var file = Json.object().with("target", Json.object().with("machine", target));

    var baked =
        Programs.run(
                folder,
                file.toString(),
                List.of("docker", "buildx", "bake", "-f", "-", "--print", "machine"))
            .orFail();

    var seen = Json.parse(baked.out()).get("target").get("machine");
    assertThat(seen.get("args")).isEqualTo(new Json.Obj(arguments));
    assertThat(seen.get("dockerfile-inline")).isEqualTo(target.get("dockerfile-inline"));
  }

  private static Object build(Recipe recipe, String key) {
    return ComposeFiles.at(recipe, "services", Recipe.SERVICE, "build", key);
  }
}
