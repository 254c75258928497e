package dev.dokployprovider.e2e.support;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.jr.ob.JSON;

/**
 * {@code @dokploy/cli}, Dokploy's own command line, out of the npm registry as its lock file says.
 * It knows of no provider, and no one who wrote the emulator wrote it.
 */
public final class DokployCli {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Path program;

  private DokployCli(Path program) {
    this.program = program;
  }

  /** Skips the test where the program is not available, or fails it where it must be. */
  public static DokployCli installed() {
    Path packages = NodePackage.installed("dokploy-cli");
    return new DokployCli(packages.resolve("@dokploy/cli/dist/index.js"));
  }

  /** Gives it the address and the key, which it checks and keeps beside itself. */
  public Run logIn(Emulator dokploy, String key) {
    return dokploy("auth", "--url", dokploy.url(), "--token", key);
  }

  /** Runs a command to its end; its words are given as {@code "compose create"}. */
  public Run dokploy(String words, String... options) {
    var command = new ArrayList<>(List.of("node", program.toString()));
    command.addAll(List.of(words.split(" ", -1)));
    command.addAll(Arrays.asList(options));
    return Run.of(command, Engine.plainEnvironment(), "", LIMIT);
  }

  /** What a command that must succeed answers. */
  public Answer answer(String words, String... options) {
    var more = new ArrayList<>(Arrays.asList(options));
    more.add("--json");
    var run = dokploy(words, more.toArray(String[]::new));
    if (run.exitCode() != 0) {
      throw new AssertionError(run.transcript());
    }
    try {
      return new Answer(JSON.std.anyFrom(run.out()));
    } catch (tools.jackson.core.JacksonException e) {
      throw new AssertionError(run.transcript(), e);
    }
  }
}
