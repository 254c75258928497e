package dev.dokployprovider.provider.machine.folder;

import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One at a time changes a machine: two creates at once would make two services of one name. The
 * system drops the lock of a program that was killed.
 */
public final class FolderLock implements AutoCloseable {
  /** Closing it gives the lock back. */
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for its turn.
   *
   * @throws ProblemException when it does not come within {@code limit}
   */
  public static FolderLock take(Path file, Duration limit, Time time) {
    return Wait.atMost(limit, time)
        .until(() -> tryTake(file))
        .orElseThrow(() ->
            new ProblemException(
                new Problem.Unwritable(
                    file, "Another run of the provider has been changing this machine.")));
  }

  /** The lock, or empty while another has it. */
  static Optional<FolderLock> tryTake(Path file) {
    try {
      PrivateFiles.createFolder(file.resolveSibling(""));
      var channel = PrivateFiles.open(file);
      if (channel.tryLock() == null || !Files.exists(file)) {
        // Somebody else's; or it was, and the file went away with the machine.
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new FolderLock(channel));
    } catch (IOException e) {
      throw new ProblemException(new Problem.Unwritable(file, PrivateFiles.reason(e)), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
