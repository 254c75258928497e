package dev.dokployprovider.emulator;

import dev.dokployprovider.emulator.store.FileTrees;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The data folder of one running emulator: locked, and bound to the release that made it. */
final class DataFolder implements AutoCloseable {
  private static final List<String> MADE =
      List.of("tables", "etc", "machines", "api-key", "url", "release", "lock", "traefik-port");

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens a folder, and makes it when it is missing.
   *
   * @throws IOException with a text for people when it is in use, or another release's
   */
  static DataFolder open(@Nullable Path wish, String release) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Path path =
        wish == null ? Files.createTempDirectory("dokploy-emulator", mode) : wish.toAbsolutePath();
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path, mode);
    }
    FileChannel channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!tryLock(channel)) {
      channel.close();
      throw new IOException(path + " is in use by another emulator");
    }
    Path made = path.resolve("release");
    if (Files.exists(made) && !Files.readString(made).equals(release)) {
      channel.close();
      throw new IOException(
          path + " was made with --dokploy-version " + Files.readString(made) + ", not " + release);
    }
    FileTrees.writeAtomically(made, release);
    return new DataFolder(path, channel);
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  Path path() {
    return path;
  }

  /** Removes all that an emulator makes in its folder, and the folder when that leaves it empty. */
  void erase() {
    MADE.forEach(name -> FileTrees.deleteTree(path.resolve(name)));
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // Another program's files are in it.
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
