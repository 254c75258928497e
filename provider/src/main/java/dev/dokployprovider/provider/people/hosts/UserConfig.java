package dev.dokployprovider.provider.people.hosts;

import dev.dokployprovider.provider.machine.folder.PrivateFiles;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;

/**
 * The user's own ssh configuration, which is replaced whole or not at all. A link to another file,
 * as managers of such files make it, stays a link; mode and owner stay.
 */
final class UserConfig {
  /** Whatever encoding it has, each byte stays. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private static final int MOST_LINKS = 20;

  private final Path file;

  UserConfig(Path home) {
    this.file = home.resolve(".ssh").resolve("config");
  }

  Path file() {
    return file;
  }

  /**
   * Its text, a character for each byte; empty where there is none.
   *
   * @throws ProblemException where it can't be read: then it is not replaced either
   */
  String read() {
    try {
      return Files.readString(target(), BYTES);
    } catch (NoSuchFileException notYet) {
      return "";
    } catch (IOException e) {
      throw new ProblemException(
          new Problem.UnreadableFile(file, "It is your OpenSSH client's configuration."), e);
    }
  }

  /** Replaces it, unless the text is the same. */
  void write(String text) {
    if (text.equals(read())) {
      return;
    }
    try {
      Path target = target();
      Path folder = Optional.ofNullable(target.getParent()).orElse(Path.of("/"));
      PrivateFiles.createFolder(folder);
      Path part = folder.resolve(".dokploy-provider-" + ProcessHandle.current().pid() + ".part");
      try {
        PrivateFiles.write(part, text, BYTES);
        likeOld(part, target);
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw PrivateFiles.unwritable(file, e);
    }
  }

  /** Where its links lead to, also where nothing is there yet. */
  private Path target() throws IOException {
    Path path = file;
    for (int links = 0; Files.isSymbolicLink(path); links++) {
      if (links == MOST_LINKS) {
        throw new IOException("Its symbolic links lead in a circle.");
      }
      // A folder on the way may be a link, too: what is beside the link is where that leads.
      Path folder = Optional.ofNullable(path.getParent()).orElse(Path.of("/"));
      path = folder.toRealPath().resolve(Files.readSymbolicLink(path));
    }
    return path;
  }

  private static void likeOld(Path part, Path old) throws IOException {
    var view =
        Files.getFileAttributeView(old, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view == null || !Files.exists(old)) {
      return;
    }
    var was = view.readAttributes();
    Files.setPosixFilePermissions(part, was.permissions());
    if (!Files.getOwner(part).equals(was.owner())) {
      Files.setOwner(part, was.owner());
    }
  }
}
