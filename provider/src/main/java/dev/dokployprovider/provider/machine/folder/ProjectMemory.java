package dev.dokployprovider.provider.machine.folder;

import dev.dokployprovider.provider.machine.time.Time;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which projects a user's machines are in, so that they need not be searched for again: before
 * 0.28.3 the search reads every service of the instance with its whole compose file
 * (docs/reference/dokploy.md §2.1). There is a file for each server and project's name, with an id
 * on each line. It is a help and nothing more: what can't be read or written is searched for.
 */
public final class ProjectMemory {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final int AT_MOST = 5;

  private final Path folder;
  private final Path file;
  private final String projectName;

  /**
   * What is remembered for a user.
   *
   * @param dataFolder the user's own
   */
  public ProjectMemory(Path dataFolder, URI server, String projectName) {
    this.folder = dataFolder.resolve("projects");
    this.file = folder.resolve(FileNames.of(server.toString(), projectName));
    this.projectName = projectName;
  }

  /** Keeps this user's other runs from making the project meanwhile. */
  public FolderLock lock(Duration limit, Time time) {
    return FolderLock.take(folder.resolve("lock"), "the project " + projectName, limit, time);
  }

  /** The same without a wait; empty while another run has it. */
  public Optional<FolderLock> tryLock() {
    return FolderLock.tryTake(folder.resolve("lock"));
  }

  public List<String> ids() {
    try {
      return Files.readString(file)
          .lines()
          .filter(line -> ID.matcher(line).matches())
          .limit(AT_MOST)
          .toList();
    } catch (IOException nothingIsRemembered) {
      return List.of();
    }
  }

  /** One more. */
  public void remember(String id) {
    if (!ids().contains(id)) {
      remember(Stream.concat(Stream.of(id), ids().stream()).limit(AT_MOST).toList());
    }
  }

  /** This user's run made that project; no other is ever removed. */
  public void rememberMade(String id) {
    if (ID.matcher(id).matches()) {
      try {
        PrivateFiles.createFolder(folder);
        PrivateFiles.write(folder.resolve(id + ".made"), "");
      } catch (IOException notRemembered) {
        // Then it must be named to be pruned.
      }
    }
  }

  /** Whether it is known that a run of this user's made the project. */
  public boolean isMade(String id) {
    return ID.matcher(id).matches() && Files.exists(folder.resolve(id + ".made"));
  }

  /** These and no others. */
  public void remember(List<String> ids) {
    if (ids.equals(ids())) {
      return;
    }
    try {
      PrivateFiles.createFolder(folder);
      PrivateFiles.write(file, String.join("\n", ids) + "\n");
    } catch (IOException notRemembered) {
      // The next run searches again.
    }
  }
}
