package dev.dokployprovider.provider.machine.folder;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.ssh.TempFiles;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders for their owner's eyes only (0600, 0700), written whole or not at all. */
public final class PrivateFiles {
  /** What a write that is killed may leave begins so. */
  static final String PART = ".part";

  private PrivateFiles() {}

  public static void createFolder(Path folder) throws IOException {
    if (isPosix(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  /** Opens a file for writing; makes it where it is missing. */
  public static FileChannel open(Path file) throws IOException {
    var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    return isPosix(file)
        ? FileChannel.open(
            file,
            options,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        : FileChannel.open(file, options);
  }

  /** Takes everybody else's rights to a file away; fails where it is not this user's. */
  public static void makePrivate(Path file) throws IOException {
    if (isPosix(file)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  /** Replaces the file in one step, so that a reader sees the old or the new text. */
  public static void write(Path file, String text) throws IOException {
    write(file, text, StandardCharsets.UTF_8);
  }

  /** The same in another encoding. */
  public static void write(Path file, String text, Charset encoding) throws IOException {
    Path part = TempFiles.createIn(file.toAbsolutePath().resolveSibling(""), PART, "");
    try {
      Files.writeString(part, text, encoding);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * The problem that something could not be written; that the program was interrupted, where Java
   * ended the writing for that.
   */
  public static ProblemException unwritable(Path path, IOException e) {
    return new ProblemException(
        e instanceof ClosedByInterruptException
            ? new Problem.Interrupted()
            : new Problem.Unwritable(path, reason(e)),
        e);
  }

  /** Why it failed, for people. */
  public static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "Permission denied.";
      case NoSuchFileException missing ->
          "There is no such file or folder: " + missing.getFile() + ".";
      case FileAlreadyExistsException other -> other.getFile() + " is not a folder.";
      case FileSystemException failed when failed.getReason() != null -> failed.getReason() + ".";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
