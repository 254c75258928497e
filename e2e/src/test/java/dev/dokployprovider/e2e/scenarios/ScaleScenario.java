package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.OneLife;
import dev.dokployprovider.e2e.support.Traffic;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many other services Dokploy has does not matter to a machine. */
class ScaleScenario {
  private static final int OTHERS = 2000;

  @TempDir Path folder;

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = {"0.22.7", "0.30.2"})
  void no_verb_asks_for_more_where_there_are_two_thousand_other_services(String version) {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      var alone = Machine.of(dokploy, "alone", folder);
      var before = dokploy.trafficOf(() -> OneLife.of(alone).values().forEach(Runnable::run));
      dokploy.post("/emulator/services", Map.of("count", OTHERS));
      var among = Machine.of(dokploy, "among", folder);
      var after = dokploy.trafficOf(() -> OneLife.of(among).values().forEach(Runnable::run));
      assertThat(after).doesNotContainKey("project.all");
      after.forEach((procedure, traffic) ->
          assertThat(traffic.size())
              .as("the size of an answer to %s: %s before", procedure, before.get(procedure))
              .isLessThan(2 * before.getOrDefault(procedure, SMALL).size() + 1000));
    }
  }

  /** What a call that was not made before may answer with: one service, one project. */
  private static final Traffic SMALL = new Traffic(1, 10_000);

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = "0.30.2")
  void not_even_the_first_create_does_where_projects_can_be_searched(String version) {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      dokploy.post("/emulator/services", Map.of("count", OTHERS));
      var machine = Machine.of(dokploy, "first", folder);
      var traffic = dokploy.trafficOf(() -> machine.must("create"));
      assertThat(traffic).doesNotContainKey("project.all");
      // Not the sum of all: how often a deployment is looked at depends on the computer. One
      // service
      // with its compose file is the most that an answer holds.
      long most = SMALL.size() + dokploy.service(machine).text("composeFile").length();
      traffic.forEach((procedure, one) ->
          assertThat(one.size()).as("the size of an answer to %s", procedure).isLessThan(most));
      machine.must("delete");
    }
  }
}
