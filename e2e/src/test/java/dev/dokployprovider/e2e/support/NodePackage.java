package dev.dokployprovider.e2e.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Programs from the npm registry, of the versions that a lock file under {@code e2e/node} names.
 */
public final class NodePackage {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private NodePackage() {}

  /**
   * Installs what the folder {@code e2e/node/NAME} asks for into the build's folder, once. Skips
   * the test where there is no Node.js or no registry, or fails it where they must be.
   *
   * @return where the packages are
   */
  public static Path installed(String name) {
    Path folder = Programs.root().resolve("build").resolve("node").resolve(name);
    Path packages = folder.resolve("node_modules");
    try {
      String lacking = isThere(name, folder) ? works("node") : install(name, folder);
      if (lacking != null && "true".equals(System.getenv("REQUIRE_NODE"))) {
        throw new AssertionError("this run must have Node.js and npm's registry: " + lacking);
      }
      assumeTrue(lacking == null, "no Node.js with npm and its registry here");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packages;
  }

  private static boolean isThere(String name, Path folder) throws IOException {
    Path lock = folder.resolve("package-lock.json");
    return Files.isRegularFile(folder.resolve("node_modules").resolve(".package-lock.json"))
        && Files.mismatch(source(name).resolve("package-lock.json"), lock) == -1;
  }

  /** What went wrong, if anything did. */
  private static @Nullable String install(String name, Path folder) throws IOException {
    String lacking = works("npm");
    if (lacking != null) {
      return lacking;
    }
    Files.createDirectories(folder);
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(
          source(name).resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    return run(
        "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder.toString());
  }

  private static @Nullable String works(String program) {
    return run(program, "--version");
  }

  private static @Nullable String run(String... command) {
    try {
      var run = Run.of(List.of(command), System.getenv(), "", LIMIT);
      return run.exitCode() == 0 ? null : run.transcript();
    } catch (UncheckedIOException noSuchProgram) {
      return String.valueOf(noSuchProgram.getMessage());
    }
  }

  private static Path source(String name) {
    return Programs.root().resolve("e2e").resolve("node").resolve(name);
  }
}
