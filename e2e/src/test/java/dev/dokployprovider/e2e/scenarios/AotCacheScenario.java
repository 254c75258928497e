package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
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

  private static final int LIVES = 3;

  /** A quiet computer takes a third of it. */
  private static final Duration QUICK = Duration.ofSeconds(5);

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
    var verbs =
        List.of("init", "create", "connect", "command", "stop", "status", "start", "delete");

    assertThat(surplus(machine, verbs, AotCacheScenario::generated))
        .allSatisfy((verb, lines) -> assertThat(lines).as("generated for " + verb).isEmpty());
  }

  /** Java's own switches over types stay: those of the classes for RSA and elliptic curves. */
  @Test
  void nor_is_one_of_ours_behind_TLS_and_few_are_loaded_from_elsewhere() throws Exception {
    var machine =
        Machine.of(dokploy, "behind", folder)
            .with("DOKPLOY_SERVER_URL", dokploy.httpsUrl())
            .with("SSL_CERT_FILE", dokploy.certificate().toString());
    var verbs = List.of("create", "stop", "status", "start", "delete");

    assertThat(surplus(machine, verbs, loaded -> loaded.size() < 150 ? ours(loaded) : loaded))
        .allSatisfy((verb, lines) -> assertThat(lines).as("loaded for " + verb).isEmpty());
  }

  private static List<String> generated(List<String> loaded) {
    return loaded.stream().filter(GENERATED.asPredicate()).toList();
  }

  private static List<String> ours(List<String> loaded) {
    return generated(loaded).stream()
        .filter(line -> line.contains(" dev.dokployprovider."))
        .toList();
  }

  /**
   * What is too much of what each verb loads outside of the cache, in its best run. On a busy
   * computer a machine is waited for, and progress is told of, which runs more than is trained: a
   * run that takes that long shows nothing.
   */
  private Map<String, List<String>> surplus(
      Machine machine, List<String> verbs, UnaryOperator<List<String>> tooMuch) throws Exception {
    var least = new LinkedHashMap<String, List<String>>();
    for (int life = 0; life < LIVES; life++) {
      for (String verb : verbs) {
        long start = System.nanoTime();
        var lines = tooMuch.apply(loadedOutsideOfTheCache(machine, verb));
        if (System.nanoTime() - start < QUICK.toNanos()) {
          least.merge(verb, lines, (one, other) -> other.size() < one.size() ? other : one);
        }
      }
      if (least.size() == verbs.size() && least.values().stream().allMatch(List::isEmpty)) {
        break;
      }
    }
    assumeTrue(
        least.size() == verbs.size(),
        "skipped: this computer is too busy for a run of each verb within " + QUICK);
    return least;
  }

  private List<String> loadedOutsideOfTheCache(Machine machine, String verb) throws Exception {
    Path log = folder.resolve(verb + ".classes");
    var end =
        machine
            .with("COMMAND", "true")
            .beginJava(
                verb,
                "-XX:AOTCache=" + Programs.aotCache(),
                "-Xlog:class+load:file=" + log,
                "-Ddokploy.provider.launcher=" + Programs.provider())
            .withInput("")
            .end();
    assertThat(end.exitCode()).as(verb + ": " + end).isZero();
    var lines = Files.readAllLines(log);
    assertThat(lines).hasSizeGreaterThan(1000);
    return lines.stream().filter(line -> !line.contains("source: shared objects file")).toList();
  }
}
