package dev.dokployprovider.provider.machine.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * In which folder the record of each of a user's services is, a file for each in the user's data
 * folder: so that it is known of a service whether its folder went away, or was never on this
 * computer. A help and nothing more: what can't be written is not known.
 */
public final class MachineFolders {
  /**
   * What the name of a folder begins with that only holds a machine of {@code doctor --deep}: what
   * an interrupted one has left there is no machine that anybody uses.
   */
  public static final String TRIAL = "dokploy-provider-probe";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  private final Path folder;

  /**
   * What is known of a user's.
   *
   * @param dataFolder the user's own
   */
  public MachineFolders(Path dataFolder) {
    this.folder = dataFolder.resolve("folders");
  }

  /** The service's record is in that folder from now on. */
  public void note(String composeId, Path machineFolder) {
    if (ID.matcher(composeId).matches()) {
      try {
        PrivateFiles.createFolder(folder);
        PrivateFiles.write(folder.resolve(composeId), machineFolder.toAbsolutePath() + "\n");
      } catch (IOException notNoted) {
        // Then it must be named to be pruned.
      }
    }
  }

  /** There is no such service any more. */
  public void forget(String composeId) {
    if (ID.matcher(composeId).matches()) {
      try {
        Files.deleteIfExists(folder.resolve(composeId));
      } catch (IOException stays) {
        // The id of a service never comes again.
      }
    }
  }

  /** Empty where it was never noted on this computer. */
  public Optional<Path> of(String composeId) {
    if (!ID.matcher(composeId).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(Files.readString(folder.resolve(composeId)).strip()));
    } catch (IOException | InvalidPathException unknown) {
      return Optional.empty();
    }
  }
}
