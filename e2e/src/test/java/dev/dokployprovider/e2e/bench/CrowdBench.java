package dev.dokployprovider.e2e.bench;

import dev.dokployprovider.e2e.support.Crowd;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Run;
import java.nio.file.Path;
import java.util.HashSet;

/**
 * Fifty creates at once, and one create after the other until the range of ports has no free one.
 */
final class CrowdBench {
  private static final int MANY = 50;

  private CrowdBench() {}

  static void run(Path folder) {
    atOnce(folder.resolve("at-once"));
    untilUsedUp(folder.resolve("used-up"));
  }

  private static void atOnce(Path folder) {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var crowd = Crowd.of(dokploy, "many", MANY, folder);
      var cost = Cost.of(() -> crowd.must("create"));
      var calls = dokploy.get("/emulator/calls");
      BenchReport.line(
          "%d creates at once: %.0f s; %d services, %d addresses, %d project (%d were made)"
              .formatted(
                  MANY,
                  cost.wall().toMillis() / 1e3,
                  dokploy.serviceNames().size(),
                  new HashSet<>(crowd.addresses()).size(),
                  dokploy.get("/api/project.all").items().size(),
                  calls.at("project.create").at("calls").number()));
      crowd.must("delete");
      BenchReport.line(
          "deleted at once: %d services left".formatted(dokploy.serviceNames().size()));
    }
  }

  /** The default range, 2222-2250, has 29 ports; what else listens there takes some. */
  private static void untilUsedUp(Path folder) {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      for (int i = 1; i <= MANY; i++) {
        var create =
            Machine.of(dokploy, "default-" + i, folder)
                .with("DOKPLOY_SSH_PORTS", "")
                .verb("create");
        if (create.exitCode() != 0) {
          BenchReport.line(
              "create number %d, ports as by default, exit code %d: %s; %d services"
                  .formatted(i, create.exitCode(), problem(create), dokploy.serviceNames().size()));
          return;
        }
      }
      throw new AssertionError("the default range never ran out");
    }
  }

  private static String problem(Run create) {
    return create
        .err()
        .lines()
        .filter(line -> line.contains("no free port"))
        .findFirst()
        .orElse("?");
  }
}
