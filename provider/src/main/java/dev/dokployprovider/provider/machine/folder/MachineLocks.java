package dev.dokployprovider.provider.machine.folder;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that is locked while a run changes a machine, from whichever folder: a user may have
 * several folders for one machine (two DevPod homes or contexts), but has one data folder.
 */
public final class MachineLocks {
  private final Path file;

  /**
   * For one machine.
   *
   * @param dataFolder the user's own
   * @param machine MACHINE_ID
   */
  public MachineLocks(Path dataFolder, URI server, String project, String machine) {
    this.file =
        dataFolder.resolve("locks").resolve(FileNames.of(server.toString(), project, machine));
  }

  public Path file() {
    return file;
  }

  /** Takes the file away with the machine; who waits for the lock sees that it is gone. */
  public void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      // An empty file, which the next machine of that name uses.
    }
  }
}
