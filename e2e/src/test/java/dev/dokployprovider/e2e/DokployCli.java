package dev.dokployprovider.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.jr.ob.JSON;

/**
 * {@code @dokploy/cli}, Dokploy's own command line, out of the npm registry into the build's folder
 * as its lock file says. It knows of no provider, and no one who wrote the emulator wrote it.
 */
final class DokployCli {
  private static final Path FOLDER = Path.of("target", "dokploy-cli").toAbsolutePath();
  private static final Path PROGRAM = FOLDER.resolve("node_modules/@dokploy/cli/dist/index.js");
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private DokployCli() {}

  /** Skips the test where the program can't be had, or fails it where it must be. */
  static DokployCli installed() {
    String missing = install();
    if (!missing.isEmpty() && "true".equals(System.getenv("REQUIRE_NODE"))) {
      throw new AssertionError("this run must have node and npm's registry: " + missing);
    }
    assumeTrue(missing.isEmpty(), missing);
    return new DokployCli();
  }

  /** What is missing; empty when it is installed. */
  private static String install() {
    try {
      if (run("node", "--version").exitCode() != 0 || run("npm", "--version").exitCode() != 0) {
        return "node or npm does not work here";
      }
      Files.createDirectories(FOLDER);
      copy("package.json");
      boolean sameLock = copy("package-lock.json");
      if (sameLock && Files.exists(PROGRAM)) {
        return "";
      }
      var install =
          run(
              "npm",
              "ci",
              "--prefix",
              FOLDER.toString(),
              "--ignore-scripts",
              "--no-audit",
              "--no-fund");
      return install.exitCode() == 0 ? "" : "npm can't install @dokploy/cli here";
    } catch (UncheckedIOException noSuchProgram) {
      return "node and npm are not here";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it was there already, the same. */
  private static boolean copy(String name) throws IOException {
    Path from = Path.of("target", "test-classes", "dokploy-cli", name);
    Path to = FOLDER.resolve(name);
    boolean same = Files.exists(to) && Files.mismatch(from, to) < 0;
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    return same;
  }

  private static Run run(String... command) {
    return Run.of(List.of(command), System.getenv(), "", LIMIT);
  }

  /** Gives it the address and the key, which it checks and keeps beside itself. */
  Run logIn(Emulator dokploy, String key) {
    return dokploy("auth", "--url", dokploy.url(), "--token", key);
  }

  /** Runs a command to its end; its words are given as {@code "compose create"}. */
  Run dokploy(String words, String... options) {
    var command = new ArrayList<>(List.of("node", PROGRAM.toString()));
    command.addAll(List.of(words.split(" ", -1)));
    command.addAll(Arrays.asList(options));
    return Run.of(command, Engine.plainEnvironment(), "", LIMIT);
  }

  /** What a command that must succeed answers. */
  Answer answer(String words, String... options) {
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
