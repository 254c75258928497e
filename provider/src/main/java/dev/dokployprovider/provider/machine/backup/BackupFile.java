package dev.dokployprovider.provider.machine.backup;

import dev.dokployprovider.provider.machine.folder.Sha256;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipFile;

/** A backup that is read. Names in it are compared with known ones and are never paths here. */
final class BackupFile implements AutoCloseable {
  private static final int LONGEST = 1 << 20;

  private final Path path;
  private final ZipFile zip;
  private final Manifest manifest;

  private BackupFile(Path path, ZipFile zip, Manifest manifest) {
    this.path = path;
    this.zip = zip;
    this.manifest = manifest;
  }

  /**
   * Opens it and reads its manifest.
   *
   * @throws ProblemException where it is no backup, or none that this version knows
   */
  static BackupFile open(Path path) {
    if (!Files.isRegularFile(path)) {
      throw unusable(path, "There is no such file.");
    }
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile());
    } catch (IOException e) {
      throw unusable(
          path, "It is not a complete backup: it was cut off, or is another kind of file.");
    }
    try {
      byte[] text = entry(zip, BackupWriter.MANIFEST);
      String digest =
          new String(entry(zip, BackupWriter.MANIFEST_DIGEST), StandardCharsets.US_ASCII);
      if (!Sha256.of(text).equals(digest)) {
        throw new IOException("its manifest was changed");
      }
      return new BackupFile(path, zip, Manifest.read(new String(text, StandardCharsets.UTF_8)));
    } catch (IOException | RuntimeException e) {
      Closing.quietly(zip);
      throw unusable(path, "It is not a readable backup: " + e.getMessage() + ".");
    }
  }

  Path path() {
    return path;
  }

  Manifest manifest() {
    return manifest;
  }

  private static byte[] entry(ZipFile zip, String name) throws IOException {
    var entry = Optional.ofNullable(zip.getEntry(name));
    if (entry.isEmpty()) {
      throw new IOException("it has no " + name);
    }
    try (InputStream in = zip.getInputStream(entry.get())) {
      return in.readNBytes(LONGEST);
    }
  }

  /** The compressed tar of a volume. */
  InputStream volume(SavedVolume volume) throws IOException {
    var entry = Optional.ofNullable(zip.getEntry(volume.entry()));
    if (entry.isEmpty()) {
      throw new IOException("it has no " + volume.entry());
    }
    return zip.getInputStream(entry.get());
  }

  /**
   * Reads all of it and compares it with its manifest.
   *
   * @param working told of each volume that it comes to
   * @throws ProblemException where anything in it is not what was saved
   */
  void check(Consumer<String> working) {
    for (var volume : manifest.volumes()) {
      working.accept(volume.path() + ", " + Sizes.of(volume.bytes()));
      if (!digestOf(volume).equals(volume.sha256())) {
        throw unusable(path, "The volume " + volume.name() + " in it is not what was saved.");
      }
    }
  }

  private String digestOf(SavedVolume volume) {
    var digest = Sha256.begin();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = volume(volume)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (Thread.currentThread().isInterrupted()) {
          throw new ProblemException(new Problem.Interrupted());
        }
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw unusable(
          path, "The volume %s can't be read: %s.".formatted(volume.name(), e.getMessage()));
    }
    return Sha256.end(digest);
  }

  private static ProblemException unusable(Path path, String why) {
    return new ProblemException(new Problem.UnusableBackup(path, why));
  }

  @Override
  public void close() {
    Closing.quietly(zip);
  }
}
