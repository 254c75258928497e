package dev.dokployprovider.provider.machine.folder;

import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The register of a user's creates that have not ended, in the user's data folder: the client
 * removes a machine's own folder when its create fails (docs/reference/devpod.md §2.2). An entry is
 * written before anything is made on the server, and removed when the machine is up or taken back.
 */
public final class UnfinishedCreates {
  private static final Pattern FILE = Pattern.compile("([0-9a-f]{16})\\.json");

  private final Path folder;

  /**
   * The register of a user.
   *
   * @param dataFolder the user's own
   */
  public UnfinishedCreates(Path dataFolder) {
    this.folder = dataFolder.resolve("unfinished");
  }

  /** An id that no other run has. */
  public static String newId() {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** All of them, oldest first; also those whose run is still at work. */
  public List<Unfinished> list() {
    var all = new ArrayList<Unfinished>();
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        var name = FILE.matcher(file.getFileName().toString());
        if (name.matches()) {
          find(name.group(1)).ifPresent(all::add);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
    all.sort(UnfinishedCreates::byAge);
    return List.copyOf(all);
  }

  private static int byAge(Unfinished one, Unfinished other) {
    int order = one.begun().compareTo(other.begun());
    return order != 0 ? order : one.id().compareTo(other.id());
  }

  /** One of them; empty when it has ended. What can't be read is none. */
  public Optional<Unfinished> find(String id) {
    try {
      return Optional.of(Unfinished.read(id, Files.readString(file(id))));
    } catch (IOException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** Adds one, or replaces the one of that id. */
  public void put(Unfinished create) {
    try {
      PrivateFiles.createFolder(folder);
      PrivateFiles.write(file(create.id()), create.write());
    } catch (IOException e) {
      throw unwritable(file(create.id()), e);
    }
  }

  /** Replaces one that is still there; whether it was. */
  public boolean replace(Unfinished create) {
    boolean there = Files.exists(file(create.id()));
    if (there) {
      put(create);
    }
    return there;
  }

  /** Forgets one: the machine is up, or nothing of it is left. */
  public void remove(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw unwritable(file(id), e);
    }
  }

  /** The file of one, for who only looks whether it is there. */
  public Path file(String id) {
    return folder.resolve(id + ".json");
  }

  private static ProblemException unwritable(Path path, IOException e) {
    return PrivateFiles.unwritable(path, e);
  }
}
