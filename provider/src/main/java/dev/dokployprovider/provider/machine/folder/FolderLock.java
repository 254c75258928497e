package dev.dokployprovider.provider.machine.folder;

import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A lock that one run at a time has: two creates at once would make two services of one name. The
 * system drops the lock of a program that was killed.
 */
public final class FolderLock implements AutoCloseable {
  /** Beyond all that the file holds, so that Windows lets others read it. */
  private static final long LOCKED = 1L << 40;

  private static final int LONGEST = 1 << 20;

  /** Closing it gives the lock back. */
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for its turn.
   *
   * @param what the lock is for, as the words have it
   * @throws ProblemException when it does not come within {@code limit}
   */
  public static FolderLock take(Path file, String what, Duration limit, Time time) {
    return Wait.atMost(limit, time)
        .until(() -> tryTake(file))
        .orElseThrow(() -> new ProblemException(new Problem.AnotherRun(what, limit)));
  }

  /** The lock, or empty while another has it. */
  public static Optional<FolderLock> tryTake(Path file) {
    try {
      PrivateFiles.createFolder(file.resolveSibling(""));
      var channel = PrivateFiles.open(file);
      if (!isLocked(channel) || !isStill(file, channel)) {
        // Another run's; or it was, and the file went away with the machine.
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new FolderLock(channel));
    } catch (IOException e) {
      throw PrivateFiles.unwritable(file, e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED, 1, false) != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  /**
   * Whether the file that is locked is the one that has the name now, told by a length that no
   * other has. It must not be opened for that: POSIX drops a process's locks on a file as soon as
   * the process closes any descriptor of it.
   */
  private static boolean isStill(Path file, FileChannel channel) throws IOException {
    int length = ThreadLocalRandom.current().nextInt(1, LONGEST);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(new byte[1]), length - 1);
    try {
      return Files.size(file) == length;
    } catch (NoSuchFileException gone) {
      return false;
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
