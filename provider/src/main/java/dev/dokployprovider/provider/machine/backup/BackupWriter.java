package dev.dokployprovider.provider.machine.backup;

import dev.dokployprovider.provider.machine.folder.PrivateFiles;
import dev.dokployprovider.provider.machine.folder.Sha256;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a backup: a zip file with a compressed tar for each volume and the manifest, for this user
 * alone. It has its name only once it is whole and on the disk.
 */
final class BackupWriter implements AutoCloseable {
  static final String MANIFEST = "manifest.json";
  static final String MANIFEST_DIGEST = "manifest.json.sha256";

  private final Path target;
  private final Path part;
  private final FileChannel channel;
  private final ZipOutputStream zip;
  private final Thread ending;
  private boolean named;

  private BackupWriter(Path target, Path part, FileChannel channel) {
    this.target = target;
    this.part = part;
    this.channel = channel;
    this.zip =
        new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
    // The tars are compressed already.
    zip.setLevel(Deflater.NO_COMPRESSION);
    this.ending = new Thread(() -> Closing.delete(part));
    Runtime.getRuntime().addShutdownHook(ending);
  }

  /**
   * Begins a file that is not there yet.
   *
   * @throws ProblemException where it can't be written, or another run writes it
   */
  static BackupWriter begin(Path target) {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      if (Files.isSymbolicLink(part)) {
        throw new IOException(part + " is a link.");
      }
      var channel = PrivateFiles.open(part);
      try {
        PrivateFiles.makePrivate(part);
        if (channel.tryLock() == null) {
          throw new OverlappingFileLockException();
        }
        // What a killed run has left.
        channel.truncate(0);
        return new BackupWriter(target, part, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (OverlappingFileLockException e) {
      throw new ProblemException(
          new Problem.Unwritable(target, "Another backup is being written there."), e);
    } catch (IOException e) {
      throw PrivateFiles.unwritable(target, e);
    }
  }

  /** Begins a volume's tar, which ends with {@link #endVolume}. */
  OutputStream volume(String name) throws IOException {
    zip.putNextEntry(new ZipEntry(SavedVolume.entry(name)));
    return zip;
  }

  void endVolume() throws IOException {
    zip.closeEntry();
  }

  /** Makes the file whole and gives it its name. */
  void finish(Manifest manifest) throws IOException {
    byte[] text = manifest.write().getBytes(StandardCharsets.UTF_8);
    entry(MANIFEST, text);
    entry(MANIFEST_DIGEST, Sha256.of(text).getBytes(StandardCharsets.US_ASCII));
    zip.finish();
    zip.flush();
    channel.force(true);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("A file of that name was made meanwhile, and stays.");
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    named = true;
  }

  private void entry(String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  /** What has not its name yet goes away. */
  @Override
  public void close() {
    try {
      if (!named) {
        // As long as it is locked, so that no other run takes it.
        Closing.delete(part);
      }
    } finally {
      Closing.quietly(channel);
      Closing.forget(ending);
    }
  }
}
