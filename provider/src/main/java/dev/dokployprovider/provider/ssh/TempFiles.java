package dev.dokployprovider.provider.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files for what a program prints. They go also when a signal ends this process. */
final class TempFiles {
  private TempFiles() {}

  static Path create(String suffix) throws IOException {
    Path file = Files.createTempFile("dokploy-provider", suffix);
    file.toFile().deleteOnExit();
    return file;
  }
}
