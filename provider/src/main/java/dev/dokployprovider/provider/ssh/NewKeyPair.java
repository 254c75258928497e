package dev.dokployprovider.provider.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a key pair in its place so that half of it is never seen, whenever a run is killed. */
public final class NewKeyPair {
  /** What a run that is killed may leave begins so. */
  public static final String PART = ".new-key";

  private NewKeyPair() {}

  /** Makes a key pair. */
  @FunctionalInterface
  public interface Generator {
    /** Writes {@code key} and {@code key.pub}. */
    void generate(Path key) throws IOException;
  }

  /**
   * Makes {@code file} and {@code file.pub}. Keys that are there are replaced; the private key
   * appears last, so where it is, both are.
   */
  public static PublicKey at(Path file, Generator generator) throws IOException {
    Path folder = Files.createTempDirectory(file.resolveSibling(""), PART);
    Path key = folder.resolve("key");
    Path publicKey = folder.resolve("key.pub");
    try {
      generator.generate(key);
      PublicKey result = PublicKey.parse(Files.readString(publicKey));
      move(publicKey, file.resolveSibling(file.getFileName() + ".pub"));
      move(key, file);
      return result;
    } finally {
      Programs.discard(key);
      Programs.discard(publicKey);
      Programs.discard(folder);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
