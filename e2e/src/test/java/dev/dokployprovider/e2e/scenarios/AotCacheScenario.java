package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.UnfinishedEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What DevPod calls finds its classes in the AOT cache. One that Java 25 can't put there, such as
 * for a switch over types, is generated in each run (docs/decisions/aot-cache-contents.md).
 */
class AotCacheScenario {
  private static final Pattern GENERATED =
      Pattern.compile("\\$\\$(Lambda|TypeSwitch|StringConcat)");

  @AutoClose private final Emulator dokploy;
  private final Path folder;

  AotCacheScenario(@TempDir Path folder) {
    this.folder = folder;
    dokploy =
        Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"), "--traefik-port", "0");
  }

  @Test
  void no_class_is_generated_for_what_DevPod_calls() throws Exception {
    var machine = Machine.of(dokploy, "cached", folder);

    for (String verb :
        List.of("init", "create", "connect", "command", "stop", "status", "start", "delete")) {
      assertThat(loadedOutsideOfTheCache(machine, verb).filter(GENERATED.asPredicate()))
          .as("generated for " + verb)
          .isEmpty();
    }
  }

  /** Java's own switches over types stay: those of the classes for RSA and elliptic curves. */
  @Test
  void nor_is_one_of_ours_behind_TLS() throws Exception {
    var machine =
        Machine.of(dokploy, "behind", folder)
            .with("DOKPLOY_SERVER_URL", dokploy.httpsUrl())
            .with("SSL_CERT_FILE", dokploy.certificate().toString());

    for (String verb : List.of("create", "stop", "status", "start", "delete")) {
      var loaded = loadedOutsideOfTheCache(machine, verb).toList();

      assertThat(loaded).as("loaded for " + verb).hasSizeLessThan(150);
      assertThat(loaded)
          .filteredOn(GENERATED.asPredicate())
          .as("generated for " + verb)
          .noneMatch(line -> line.contains(" dev.dokployprovider."));
    }
  }

  private Stream<String> loadedOutsideOfTheCache(Machine machine, String verb) throws Exception {
    Path log = folder.resolve(verb + ".classes");
    var runtime = Programs.provider().resolveSibling("runtime").resolve("bin/java");
    var end =
        UnfinishedEntry.start(
                List.of(
                    runtime.toString(),
                    "-XX:AOTCache=" + cache(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx64m",
                    "-Xlog:disable",
                    "-Xlog:class+load:file=" + log,
                    "-Ddokploy.provider.launcher=" + Programs.provider(),
                    "-m",
                    "dev.dokployprovider.provider/dev.dokployprovider.provider.cli.Main",
                    verb),
                machine.with("COMMAND", "true").environment())
            .withInput("")
            .end();
    assertThat(end.exitCode()).as(verb + ": " + end).isZero();
    var lines = Files.readAllLines(log);
    assertThat(lines).hasSizeGreaterThan(1000);
    return lines.stream().filter(line -> !line.contains("source: shared objects file"));
  }

  private static Path cache() throws IOException {
    try (var files = Files.list(Programs.provider().resolveSibling(""))) {
      Optional<Path> cache = files.filter(file -> file.toString().endsWith(".aot")).findFirst();
      return cache.orElseThrow(() -> new AssertionError("make build makes an AOT cache"));
    }
  }
}
