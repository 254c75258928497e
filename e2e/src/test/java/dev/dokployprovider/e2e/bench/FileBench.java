package dev.dokployprovider.e2e.bench;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import dev.dokployprovider.e2e.support.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the file costs that is shipped: its size, the call that unpacks it, and those after it. */
final class FileBench {
  private static final int FIRSTS = 5;
  private static final int ROUNDS = 20;
  private static final String TRUE = "/bin/true";

  private FileBench() {}

  static void run(Path folder) {
    sizes();
    var file = file();
    if (file.isEmpty()) {
      BenchReport.line("skipped: build/dist has no file for this computer (make dist)");
      return;
    }
    BenchReport.line("skipped: the Go program that this one replaces, as no binary of it is here");
    first(file.get(), folder);
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      later(file.get(), dokploy, folder);
    }
  }

  private static void sizes() {
    try (var files = Files.newDirectoryStream(dist(), "dokploy-provider-*")) {
      for (Path file : files) {
        BenchReport.line(
            "%s: %.2f million bytes".formatted(file.getFileName(), Files.size(file) / 1e6));
      }
    } catch (IOException e) {
      BenchReport.line("skipped: sizes, as there is no build/dist (make dist)");
    }
  }

  private static Path dist() {
    return Programs.root().resolve("build/dist");
  }

  private static Optional<Path> file() {
    String os =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac")
            ? "darwin"
            : "linux";
    String arch = System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "amd64";
    return Optional.of(dist().resolve("dokploy-provider-" + os + "-" + arch))
        .filter(Files::isExecutable);
  }

  private static void first(Path file, Path folder) {
    var costs = new ArrayList<Cost>();
    for (int i = 0; i < FIRSTS; i++) {
      var environment = environment(folder.resolve("first" + i), Map.of());
      costs.add(Cost.of(() -> call(List.of(file.toString(), "version"), environment)));
    }
    BenchReport.line(
        "first call, which unpacks: %.0f ms, %.0f ms CPU"
            .formatted(Cost.wallOf(costs), Cost.cpuOf(costs)));
  }

  /** All in turn, so that a noisy computer disturbs each alike. */
  private static void later(Path file, Emulator dokploy, Path folder) {
    var server = Map.of("DOKPLOY_SERVER_URL", dokploy.url(), "DOKPLOY_API_TOKEN", dokploy.apiKey());
    var cached = environment(folder.resolve("cached"), server);
    var plain = environment(folder.resolve("plain"), Map.of());
    call(List.of(file.toString(), "init"), cached);
    Waiting.until("the AOT cache is made", () -> isCacheMade(folder.resolve("cached")));
    call(List.of(file.toString(), "version"), plain);

    var version = List.of(file.toString(), "version");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var work = new LinkedHashMap<String, Runnable>();
    work.put(TRUE, () -> call(List.of(TRUE), plain));
    work.put("`java -version` of the JDK", () -> call(List.of(java, "-version"), plain));
    work.put("`version` without AOT cache", () -> call(version, plain));
    work.put("`version`", () -> call(version, cached));
    work.put("`init` (http, 2 or 3 calls)", () -> call(List.of(file.toString(), "init"), cached));
    var inner = launcherAlone(file, folder.resolve("cached"), folder.resolve("alone"));
    work.put("`version` without the file's own look", () -> call(inner, cached));

    var costs = new LinkedHashMap<String, List<Cost>>();
    work.keySet().forEach(name -> costs.put(name, new ArrayList<>()));
    for (int round = 0; round < ROUNDS; round++) {
      work.forEach((name, run) -> costs.getOrDefault(name, List.of()).add(Cost.of(run)));
    }
    double base = Cost.wallOf(costs.getOrDefault(TRUE, List.of()));
    costs.forEach((name, measured) ->
        BenchReport.line(
            "%s: %.1f ms, %.0f times /bin/true; %.0f ms CPU"
                .formatted(
                    name,
                    Cost.wallOf(measured),
                    Cost.wallOf(measured) / base,
                    Cost.cpuOf(measured))));
  }

  private static boolean isCacheMade(Path cache) {
    try (var files = Files.find(cache, 2, (path, is) -> path.endsWith("runtime.aot"))) {
      return files.findAny().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The launcher beside what the file has unpacked, as an installation from the source has it. */
  private static List<String> launcherAlone(Path file, Path cache, Path folder) {
    try (var unpacked = Files.newDirectoryStream(cache, "runtime-*")) {
      Path home = unpacked.iterator().next();
      Files.createDirectories(folder);
      for (String name : List.of("runtime", "modules", "runtime.aot")) {
        Files.createSymbolicLink(folder.resolve(name), home.resolve(name));
      }
      Path launcher = folder.resolve(file.getFileName());
      Files.copy(Programs.root().resolve("launcher/dokploy-provider.sh"), launcher);
      return List.of("sh", launcher.toString(), "version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> environment(Path cache, Map<String, String> more) {
    var environment = new HashMap<>(Engine.plainEnvironment());
    environment.put("DOKPLOY_CACHE_DIR", cache.toString());
    environment.putAll(more);
    return environment;
  }

  private static void call(List<String> command, Map<String, String> environment) {
    var run = Run.of(command, environment, "", Duration.ofMinutes(1));
    if (run.exitCode() != 0) {
      throw new IllegalStateException(run.transcript());
    }
  }
}
