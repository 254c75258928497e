package dev.dokployprovider.provider.machine.folder;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The folders of {@code doctor --deep}'s machines, with their keys, in the user's data folder. That
 * of a process that was killed is removed by whichever run looks next: the guard that also removes
 * the machine, or the next verb.
 */
public final class Trials {
  /**
   * The process's number and the time of its start in milliseconds, so that each folder has both.
   */
  private static final Pattern NAME =
      Pattern.compile(MachineFolders.TRIAL + "-(\\d{1,18})-(\\d{1,18})");

  private final Path folder;

  /**
   * Nothing is made yet.
   *
   * @param dataFolder the user's own
   */
  public Trials(Path dataFolder) {
    this.folder = dataFolder.resolve("trials");
  }

  /** That of this process, which makes one machine at a time. */
  public Path create() {
    var made = folder.resolve(name(ProcessMark.of(ProcessHandle.current())));
    try {
      PrivateFiles.createFolder(made);
      return made;
    } catch (IOException e) {
      throw PrivateFiles.unwritable(made, e);
    }
  }

  /** Removes those whose process has ended. */
  public void sweep() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path one : all) {
        if (process(one).filter(mark -> !mark.isAlive()).isPresent()) {
          FolderTree.remove(one);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      // The next run tries it again.
    }
  }

  static String name(ProcessMark process) {
    return "%s-%d-%d"
        .formatted(
            MachineFolders.TRIAL,
            process.pid(),
            process.started().map(Instant::toEpochMilli).orElse(0L));
  }

  private static Optional<ProcessMark> process(Path trial) {
    var name = NAME.matcher(String.valueOf(trial.getFileName()));
    return name.matches()
        ? Optional.of(
            new ProcessMark(
                Long.parseLong(name.group(1)),
                Optional.of(Long.parseLong(name.group(2)))
                    .filter(started -> started > 0)
                    .map(Instant::ofEpochMilli)))
        : Optional.empty();
  }
}
