package dev.dokployprovider.provider.ssh;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Folders that are the user's alone: theirs, of mode 0700, and no link. Where others may write, as
 * in /tmp, they could have put one of theirs where ours is looked for.
 */
public final class OwnFolder {
  private OwnFolder() {}

  /** Whether it is there and the user's alone; never, where the system has no such modes. */
  public static boolean isOurs(Path folder) {
    try {
      return hasModes(folder) && isOurs(folder, uid());
    } catch (IOException cannotEvenMakeATemporaryFile) {
      return false;
    }
  }

  static boolean isOurs(Path folder, int user) {
    try {
      int mode = (int) Files.getAttribute(folder, "unix:mode", NOFOLLOW_LINKS);
      int owner = (int) Files.getAttribute(folder, "unix:uid", NOFOLLOW_LINKS);
      return Files.isDirectory(folder, NOFOLLOW_LINKS)
          && owner == user
          && (mode & 0777) == 0700
          && Files.isWritable(folder);
    } catch (IOException gone) {
      return false;
    }
  }

  static boolean hasModes(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  /** Makes it where it is missing; whether something is there. */
  static boolean make(Path folder) {
    try {
      if (!Files.exists(folder, NOFOLLOW_LINKS)) {
        // Those above too: the program's own runtime lies beside.
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      return true;
    } catch (IOException notHere) {
      // Another one may have made it meanwhile; whose it is, isOurs says.
      return Files.exists(folder, NOFOLLOW_LINKS);
    }
  }

  /** The user's number, which Java tells only of files. */
  static int uid() throws IOException {
    Path file = TempFiles.create(".uid");
    try {
      return (int) Files.getAttribute(file, "unix:uid");
    } finally {
      Programs.discard(file);
    }
  }
}
