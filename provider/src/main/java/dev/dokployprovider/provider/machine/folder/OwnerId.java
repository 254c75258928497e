package dev.dokployprovider.provider.machine.folder;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who a machine belongs to: 16 hexadecimal digits, made once for a user on a computer. Machine
 * names are unique on one computer only, so the name alone proves nothing.
 */
public record OwnerId(String value) {
  private static final String FILE = "owner-id";
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  public OwnerId {
    if (!isOne(value)) {
      throw new IllegalArgumentException("an owner id has 16 hexadecimal digits");
    }
  }

  static boolean isOne(String value) {
    return FORM.matcher(value).matches();
  }

  /**
   * Reads the id from the user's data folder; makes it the first time, also when two do at once.
   */
  public static OwnerId of(Path dataFolder) {
    return of(dataFolder, Files::createLink);
  }

  /** Gives a file a second name, or fails where that name is taken. */
  @FunctionalInterface
  interface Linking {
    void link(Path name, Path file) throws IOException;
  }

  /** Reads the id; empty where none was made yet: then no machine is this user's. */
  public static Optional<OwnerId> find(Path dataFolder) {
    return Files.exists(dataFolder.resolve(FILE)) ? Optional.of(of(dataFolder)) : Optional.empty();
  }

  static OwnerId of(Path dataFolder, Linking linking) {
    Path file = dataFolder.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        PrivateFiles.createFolder(dataFolder);
        makeIn(file, linking);
      }
      return new OwnerId(Files.readString(file).strip());
    } catch (IOException e) {
      throw PrivateFiles.unwritable(file, e);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(new Problem.BrokenRecord(file, String.valueOf(e.getMessage())), e);
    }
  }

  /** The link fails when another program was first; its id then counts. */
  private static void makeIn(Path file, Linking linking) throws IOException {
    String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    Path made = file.resolveSibling("owner-id." + id);
    PrivateFiles.write(made, id + "\n");
    try {
      linking.link(file, made);
    } catch (FileAlreadyExistsException otherWasFirst) {
      // Read below.
    } catch (FileSystemException | UnsupportedOperationException noLinks) {
      writeOnce(file, id);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  /** Where a home has no hard links, such as on some network or FAT file systems. */
  private static void writeOnce(Path file, String id) throws IOException {
    try (var channel = PrivateFiles.open(file.resolveSibling("owner-id.lock"));
        var _ = lock(channel)) {
      if (!Files.exists(file)) {
        PrivateFiles.write(file, id + "\n");
      }
    }
  }

  /** None where the file system has no locks either: two first runs at once are rare. */
  private static @Nullable FileLock lock(FileChannel channel) {
    try {
      return channel.lock();
    } catch (IOException noLocks) {
      return null;
    }
  }
}
