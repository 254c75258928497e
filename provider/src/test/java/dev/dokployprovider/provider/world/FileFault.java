package dev.dokployprovider.provider.world;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** What is wrong with a computer's files. */
public enum FileFault {
  NONE,
  /** What is there can be removed, and nothing can be written. */
  FULL,
  /** Nothing can be changed. */
  READ_ONLY,
  NO_HARD_LINKS;

  /** Fails where that change of a file can't be made. */
  void meet(String change, Path path) throws FileSystemException {
    switch (this) {
      case NONE -> {}
      case FULL -> {
        if (!change.equals("delete") && !change.equals("move")) {
          throw new FileSystemException(path.toString(), null, "No space left on device");
        }
      }
      case READ_ONLY ->
          throw new FileSystemException(path.toString(), null, "Read-only file system");
      case NO_HARD_LINKS -> {
        if (change.equals("link")) {
          throw new FileSystemException(path.toString(), null, "Operation not permitted");
        }
      }
    }
  }
}
