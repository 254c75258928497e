package dev.dokployprovider.e2e.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * Programs from the Python package index, of the versions and checksums in {@code e2e/python}. The
 * checksums are those of 64-bit Linux on x86 with Python 3.11.
 */
public final class PythonPackage {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private PythonPackage() {}

  /**
   * Installs what {@code e2e/python/NAME} asks for into the build's folder, once; returns the
   * folder with its programs. Skips the test unless it is wanted, as it takes half a minute.
   */
  public static Path installed(String name) {
    assumeTrue(
        "true".equals(System.getenv("OTHER_CLIENTS")),
        "other clients of Dokploy run only with OTHER_CLIENTS=true");
    Path folder = Programs.root().resolve("build").resolve("python").resolve(name);
    Path wanted = Programs.root().resolve("e2e/python").resolve(name).resolve("requirements.txt");
    Path done = folder.resolve("requirements.txt");
    try {
      if (!Files.exists(done) || Files.mismatch(wanted, done) != -1) {
        run("python3", "-m", "venv", folder.toString());
        run(
            folder.resolve("bin/pip").toString(),
            "install",
            "--require-hashes",
            "--no-deps",
            "--ignore-requires-python",
            "-r",
            wanted.toString());
        Files.copy(wanted, done, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder.resolve("bin");
  }

  private static void run(String... command) {
    var run = Run.of(List.of(command), System.getenv(), "", LIMIT);
    if (run.exitCode() != 0) {
      throw new AssertionError(run.transcript());
    }
  }
}
