package dev.dokployprovider.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Scripts that tests run. They are written by a process of its own: what this one writes may be
 * open for writing in a child that another test starts at that moment, and Linux does not run such
 * a file ("text file busy").
 */
final class Executable {
  private Executable() {}

  static Path write(Path path, String text) throws IOException {
    Path draft = Files.writeString(path.resolveSibling(path.getFileName() + ".draft"), text);
    try {
      ShippedFile.run(
          List.of(
              "sh",
              "-c",
              "rm -f \"$2\" && cp \"$1\" \"$2\" && chmod 755 \"$2\" && rm \"$1\"",
              "sh",
              draft.toString(),
              path.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return path;
  }
}
