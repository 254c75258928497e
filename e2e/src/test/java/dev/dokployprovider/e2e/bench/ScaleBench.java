package dev.dokployprovider.e2e.bench;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.OneLife;
import dev.dokployprovider.e2e.support.Traffic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each verb asks of Dokploy, and how long it takes, with more and more other services. */
final class ScaleBench {
  private static final List<Integer> OTHERS = List.of(1, 100, 2000);

  private ScaleBench() {}

  static void run(Path folder) {
    for (var version : List.of("0.22.7", "0.30.2")) {
      var rows = new LinkedHashMap<String, List<String>>();
      for (int others : OTHERS) {
        measure(version, others, folder.resolve(version + "-" + others), rows);
      }
      BenchReport.line("| Dokploy %s, other services: | %s |".formatted(version, joined(OTHERS)));
      rows.forEach(
          (verb, cells) -> BenchReport.line("| `%s` | %s |".formatted(verb, joined(cells))));
    }
  }

  private static String joined(List<?> cells) {
    return String.join(" | ", cells.stream().map(String::valueOf).toList());
  }

  private static void measure(
      String version, int others, Path folder, Map<String, List<String>> rows) {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      dokploy.post("/emulator/services", Map.of("count", others));
      var first = Machine.of(dokploy, "first", folder);
      add(rows, "create, the user's first", measured(dokploy, () -> first.must("create")));
      OneLife.of(Machine.of(dokploy, "machine", folder))
          .forEach((verb, work) -> add(rows, verb, measured(dokploy, work)));
      first.must("delete");
    }
  }

  private static void add(Map<String, List<String>> rows, String verb, String cell) {
    rows.computeIfAbsent(verb, name -> new ArrayList<>()).add(cell);
  }

  private static String measured(Emulator dokploy, Runnable work) {
    long[] nanos = {0};
    var traffic =
        Traffic.sum(
            dokploy
                .trafficOf(() -> {
                  long start = System.nanoTime();
                  work.run();
                  nanos[0] = System.nanoTime() - start;
                })
                .values());
    return "%d calls, %.1f kB, %.2f s"
        .formatted(traffic.calls(), traffic.bytes() / 1e3, nanos[0] / 1e9);
  }
}
