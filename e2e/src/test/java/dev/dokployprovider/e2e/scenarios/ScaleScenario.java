package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.OneLife;
import dev.dokployprovider.e2e.support.Traffic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many other services Dokploy has does not matter to a machine. */
class ScaleScenario {
  private static final int OTHERS = 2000;

  @TempDir Path folder;

  @Test
  void no_verb_asks_for_more_where_there_are_two_thousand_other_services() {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.22.7", folder.resolve("dokploy"))) {
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

  /** Not even the first create, for which 0.22.7 has to read all projects once. */
  @Test
  void no_verb_reads_them_where_projects_can_be_searched() {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      dokploy.post("/emulator/services", Map.of("count", OTHERS));
      var machine = Machine.of(dokploy, "first", folder);
      var files = new ArrayList<String>();
      var traffic =
          dokploy.trafficOf(() ->
              OneLife.of(machine)
                  .forEach((name, verb) -> {
                    verb.run();
                    if (name.equals("create")) {
                      files.add(dokploy.service(machine).text("composeFile"));
                    }
                  }));
      // The test's own look is among them, and no more than one of the program's.
      assertThat(traffic).doesNotContainKey("project.all");
      // Not the sum of all: how often a deployment is looked at depends on the computer. One
      // service with its compose file is the most that an answer holds.
      long most = SMALL.size() + files.getFirst().length();
      traffic.forEach((procedure, one) ->
          assertThat(one.size()).as("the size of an answer to %s", procedure).isLessThan(most));
    }
  }
}
