package dev.dokployprovider.provider.machine.backup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Closes what is no longer needed. */
final class Closing {
  private Closing() {}

  static void quietly(Closeable open) {
    try {
      open.close();
    } catch (IOException endedAlready) {
      // Nothing more is asked of it.
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      // The next backup of that name writes over it.
    }
  }

  static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // It runs, and finds nothing.
    }
  }
}
