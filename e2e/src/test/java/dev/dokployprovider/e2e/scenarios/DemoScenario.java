package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.NeedsDocker;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import dev.dokployprovider.e2e.support.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** `make demo`, after the build: what a newcomer sees first. */
@NeedsDocker
class DemoScenario {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void the_demo_shows_a_whole_life_and_leaves_nothing_behind(Engine engine) throws IOException {
    engine.required();
    var environment = new HashMap<>(Engine.plainEnvironment());
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString());
    if (engine == Engine.PROCESS) {
      Path bin = Files.createDirectories(folder.resolve("bin"));
      Script.write(bin.resolve("docker"), "exit 1");
      environment.put("PATH", bin + ":" + environment.get("PATH"));
    }

    String before = engine == Engine.DOCKER ? leftOnDocker() : "";

    var demo =
        Run.of(
            List.of(Programs.root().resolve("demo/demo.sh").toString()),
            environment,
            "",
            Duration.ofMinutes(10));

    assertThat(demo.exitCode()).as(demo.transcript()).isZero();
    assertThat(demo.out())
        .contains(
            engine == Engine.DOCKER ? "is a real container" : "There is no Docker",
            "== init",
            "== create",
            "   Running",
            "Hello from ",
            "   Stopped",
            "says: kept",
            "   NotFound",
            "What to try next");
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
    if (engine == Engine.PROCESS) {
      // With Docker its own client keeps a folder there.
      assertThat(folder.resolve("home")).doesNotExist();
    } else {
      assertThat(leftOnDocker()).isEqualTo(before);
    }
  }

  /** Containers and images of demos, also of those that were killed on this engine before. */
  private static String leftOnDocker() {
    String filter = "label=dev.dokployprovider.machine=demo";
    return Engine.docker("ps", "-aq", "--filter", filter).out()
        + Engine.docker("images", "-q", "devpod-demo-*").out();
  }
}
