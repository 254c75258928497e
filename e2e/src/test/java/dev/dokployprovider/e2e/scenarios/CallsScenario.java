package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often each verb calls Dokploy; each call counts twice against a key's limit. What is repeated
 * until something is there depends on how fast the computer is: when those looks are made is held
 * by the provider's DeployingTest and WaitTest, and not counted here.
 */
class CallsScenario {
  private static final Set<String> LOOKS =
      Set.of(
          "compose.one",
          "deployment.queueList",
          "deployment.readLogs",
          "docker.getContainers",
          "docker.getContainersByAppNameMatch",
          "docker.getConfig",
          "settings.getIp");

  private static final Map<String, Long> CREATE =
      Map.of("compose.create", 1L, "compose.update", 1L, "compose.deploy", 1L);

  private static final int RUNS = 3;

  @TempDir Path folder;

  @ParameterizedTest(name = "Dokploy {0}")
  @CsvSource({
    "0.22.7, user.get, project.all=2 project.one=1, compose.delete=1 compose.update=1 compose.deploy=1",
    "0.30.2, user.getPermissions, project.search=2 project.one=2, compose.delete=1"
        + " dockerImage.removeImage=1"
  })
  void no_verb_calls_more_often_than_it_must(
      String version, String permissions, String finding, String deleting) throws IOException {
    // Where an answer takes over a second, as on a busy computer, it may be asked for once more.
    for (int run = 1; ; run++) {
      try {
        countCalls(
            Files.createDirectory(folder.resolve("run" + run)),
            version,
            permissions,
            finding,
            deleting);
        return;
      } catch (AssertionError more) {
        if (run == RUNS) {
          throw more;
        }
      }
    }
  }

  private static void countCalls(
      Path folder, String version, String permissions, String finding, String deleting)
      throws IOException {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      var first = Machine.of(dokploy, "first", folder);
      assertThat(calls(dokploy, () -> first.must("create")))
          .as(
              "create, which makes the project, and looks whether another made project or machine too")
          .isEqualTo(
              and(
                  CREATE,
                  finding
                      + " project.create=1 settings.getDokployVersion=1 "
                      + permissions
                      + "=1"));

      var machine = Machine.of(dokploy, "calls", folder);
      assertThat(calls(dokploy, () -> machine.must("create")))
          .as("create, beside the looks")
          .isEqualTo(
              and(CREATE, "project.one=2 settings.getDokployVersion=1 " + permissions + "=1"));
      assertThat(all(dokploy, machine::status)).as("status, connected").isEmpty();
      assertThat(all(dokploy, () -> machine.answer("true"))).as("command, connected").isEmpty();

      assertThat(calls(dokploy, () -> machine.must("stop")))
          .isEqualTo(and(Map.of(), "compose.cleanQueues=1 compose.stop=1"));
      assertThat(all(dokploy, machine::status)).as("status, just stopped").isEmpty();
      Files.delete(machine.folder().resolve("cache").resolve("stopped"));
      assertThat(all(dokploy, machine::status))
          .as("status, stopped")
          .isEqualTo(and(Map.of(), "compose.one=1 docker.getContainersByAppNameMatch=1"));
      assertThat(calls(dokploy, () -> machine.must("start")))
          .isEqualTo(and(Map.of(), "compose.start=1"));
      assertThat(calls(dokploy, () -> machine.must("delete")))
          .isEqualTo(
              and(Map.of(), deleting + " compose.cleanQueues=1 settings.getDokployVersion=1"));
    }
  }

  private static Map<String, Long> and(Map<String, Long> calls, String more) {
    var all = new TreeMap<>(calls);
    for (String call : more.split(" ", -1)) {
      var parts = call.split("=", 2);
      all.put(parts[0], Long.valueOf(parts[1]));
    }
    return all;
  }

  private static Map<String, Long> calls(Emulator dokploy, Runnable work) {
    var calls = all(dokploy, work);
    calls.keySet().removeAll(LOOKS);
    return calls;
  }

  private static Map<String, Long> all(Emulator dokploy, Runnable work) {
    var calls = new TreeMap<String, Long>();
    dokploy.trafficOf(work).forEach((name, traffic) -> calls.put(name, traffic.calls()));
    return calls;
  }
}
