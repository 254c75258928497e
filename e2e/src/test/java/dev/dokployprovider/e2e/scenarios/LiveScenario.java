package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make test-live} against an emulator that knows nothing of it, as if it were real. */
class LiveScenario {
  private static final Duration LIMIT = Duration.ofMinutes(20);

  @TempDir Path folder;

  /** The scenarios themselves run on each release in their own classes. */
  @Test
  void the_scenarios_run_and_nothing_is_left() {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      dokploy.post("/emulator/services", Map.of("count", 1));
      var live = testLive(dokploy.options());
      assertThat(live.exitCode()).as(live.transcript()).isZero();
      assertThat(live.out()).contains("ok      nothing is left").contains("5 passed, 0 failed");
      assertThat(live.out() + live.err()).doesNotContain(dokploy.apiKey());
      assertThat(dokploy.get("/api/project.all").items())
          .extracting(project -> project.text("name"))
          .containsExactly("others");
    }
  }

  @Test
  void what_is_missing_is_said_before_anything_is_built() {
    var live = testLive(Map.of());
    assertThat(live.exitCode()).as(live.transcript()).isNotZero();
    assertThat(live.err())
        .contains("Missing: DOKPLOY_SERVER_URL, the address of a Dokploy")
        .contains("Missing: DOKPLOY_API_TOKEN, an API key");
  }

  private static Run testLive(Map<String, String> more) {
    var environment = new HashMap<>(Engine.plainEnvironment());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("BUILT", "true");
    environment.putAll(more);
    var command = List.of("make", "-s", "-C", Programs.root().toString(), "test-live");
    return Run.of(command, environment, "", LIMIT);
  }
}
