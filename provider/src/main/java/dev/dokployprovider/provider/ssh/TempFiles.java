package dev.dokployprovider.provider.ssh;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * New files for their owner's eyes only (0600). {@link Files#createTempFile} asks for random
 * numbers, which loads Java's security providers for 15 ms; a file that must not exist yet needs no
 * name that can't be guessed.
 */
public final class TempFiles {
  private static final int ATTEMPTS = 1000;

  private TempFiles() {}

  /** For what a program prints; goes also when a signal ends this process. */
  static Path create(String suffix) throws IOException {
    Path file = createIn(Path.of(System.getProperty("java.io.tmpdir")), "dokploy-provider", suffix);
    file.toFile().deleteOnExit();
    return file;
  }

  /**
   * An empty file with a name of its own.
   *
   * @throws IOException where it can't be written there
   */
  public static Path createIn(Path folder, String prefix, String suffix) throws IOException {
    for (int attempt = 1; ; attempt++) {
      String name = Long.toHexString(System.nanoTime());
      Path file = folder.resolve(prefix + ProcessHandle.current().pid() + "-" + name + suffix);
      try {
        return Files.createFile(file, attributes(file));
      } catch (FileAlreadyExistsException taken) {
        if (attempt == ATTEMPTS) {
          throw taken;
        }
      }
    }
  }

  private static FileAttribute<?>[] attributes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
