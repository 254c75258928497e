package dev.dokployprovider.e2e.bench;

import dev.dokployprovider.e2e.support.Docker;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long a new machine takes, and its end. */
final class CreateBench {
  private static final int CREATES = 5;

  private CreateBench() {}

  static void run(Path folder) {
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      create(dokploy, folder);
    }
  }

  /**
   * Create until `command true` answers, against a bare deploy until its container runs; delete
   * against the bare call that removes the same service with its volumes.
   */
  private static void create(Emulator dokploy, Path folder) {
    var warm = Machine.of(dokploy, "warm", folder);
    warm.must("create");
    var creates = new ArrayList<Cost>();
    var deploys = new ArrayList<Cost>();
    var deletes = new ArrayList<Cost>();
    var bareDeletes = new ArrayList<Cost>();
    for (int i = 0; i < CREATES; i++) {
      var machine = Machine.of(dokploy, "create-" + i, folder);
      creates.add(
          Cost.of(() -> {
            machine.must("create");
            machine.answer("true");
          }));
      // Its own network's addresses are free again when the same file is deployed.
      var file = composeFile(dokploy, "create-" + i);
      deletes.add(Cost.of(() -> machine.must("delete")));
      var bare = new BareService(dokploy, "bare-" + i, file);
      deploys.add(Cost.of(bare::deployUntilItRuns));
      // Both are deleted when Docker on them answers: before, there is nothing that must end.
      Waiting.quickly(() -> isDockerUp(machine));
      bareDeletes.add(Cost.of(bare::delete));
    }
    warm.must("delete");
    BenchReport.ratio(
        "create until `command true`, image cached (wall)",
        Cost.wallOf(creates),
        Cost.wallOf(deploys),
        "bare deploy until the container runs",
        1.2);
    BenchReport.ratio(
        "delete (wall)",
        Cost.wallOf(deletes),
        Cost.wallOf(bareDeletes),
        "bare compose.delete with volumes",
        1.2);
    BenchReport.line(
        "each delete (ms): ours %s; bare %s".formatted(each(deletes), each(bareDeletes)));
  }

  /** Of the container that has the machine's name, whoever deployed it. */
  private static boolean isDockerUp(Machine machine) {
    var docker = Docker.here();
    return docker.run("exec", docker.containerOf(machine), "docker", "info").exitCode() == 0;
  }

  private static List<Long> each(List<Cost> costs) {
    return costs.stream().map(cost -> cost.wall().toMillis()).toList();
  }

  private static String composeFile(Emulator dokploy, String machine) {
    return dokploy.get("/emulator/compose-files").members().stream()
        .map(Object::toString)
        .filter(file -> file.contains("dev.dokployprovider.machine=" + machine + "\""))
        .findFirst()
        .orElseThrow();
  }
}
