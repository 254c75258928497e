package dev.dokployprovider.e2e.bench;

import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.emulator.store.FileTrees;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The numbers that docs/performance.md explains: each is a ratio of two things measured in this
 * run, one after the other in turn, so that a noisy computer disturbs both. Arguments are the names
 * of the parts to run; none is all of them.
 */
final class Bench {
  private Bench() {}

  private static Map<String, BenchPart> parts() {
    var parts = new LinkedHashMap<String, BenchPart>();
    parts.put("file", FileBench::run);
    parts.put("first", FirstBench::run);
    parts.put("create", CreateBench::run);
    parts.put("up", UpBench::run);
    parts.put("command", CommandBench::run);
    parts.put("bytes", BytesBench::run);
    parts.put("tls", RouteBench::run);
    parts.put("delay", DelayBench::run);
    parts.put("poll", PollBench::run);
    parts.put("machine", MachineBench::run);
    parts.put("scale", ScaleBench::run);
    parts.put("crowd", CrowdBench::run);
    return parts;
  }

  /**
   * Runs the parts. With {@code --report FOLDER} it only makes the page out of what was printed,
   * and with {@code --docs FILE} it writes the tables of that page, both read from standard input.
   */
  static void main(String[] args) throws IOException {
    if (args.length == 2 && args[0].equals("--report")) {
      report(Path.of(args[1]));
      return;
    }
    if (args.length == 2 && args[0].equals("--docs")) {
      var page = Path.of(args[1]);
      Files.writeString(
          page, BenchDocs.with(Files.readString(page), BenchPage.bodies(printed(), where())));
      return;
    }
    var parts = parts();
    var chosen = args.length == 0 ? List.copyOf(parts.keySet()) : List.of(args);
    if (!parts.keySet().containsAll(chosen)) {
      throw new IllegalArgumentException("the benchmark's parts are " + parts.keySet());
    }
    if (Engine.docker("info").exitCode() != 0) {
      throw new IllegalStateException("the benchmark needs a Docker engine, and none answers");
    }
    Path folder = Files.createTempDirectory("dokploy-bench");
    for (var part : parts.entrySet()) {
      if (chosen.contains(part.getKey())) {
        BenchReport.line("# " + part.getKey());
        part.getValue().run(Files.createDirectory(folder.resolve(part.getKey())));
      }
    }
    FileTrees.deleteTree(folder);
  }

  private static void report(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var file : BenchPage.of(printed(), where()).entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static List<String> printed() throws IOException {
    return new String(System.in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
  }

  /** On what it was measured. */
  private static String where() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "%s on %s, %d processors, %.1f processes that ran or waited for one at the end (load). Times"
            + " are medians; both sides of a ratio were measured in turn.",
        LocalDate.now(ZoneOffset.UTC),
        system.getName() + " " + system.getArch(),
        system.getAvailableProcessors(),
        system.getSystemLoadAverage());
  }
}
