package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** The same block of noise again and again, for streams of any length. */
public final class Noise {
  private final byte[] block = new byte[1 << 20];

  public Noise() {
    new Random(1).nextBytes(block);
  }

  public byte[] block() {
    return block.clone();
  }

  /** Writes so many of them. */
  public void write(OutputStream out, int blocks) throws IOException {
    for (int i = 0; i < blocks; i++) {
      out.write(block);
    }
  }

  /** The SHA-256 of so many of them, in hexadecimal. */
  public String sha256(int blocks) {
    var digest = digest();
    for (int i = 0; i < blocks; i++) {
      digest.update(block);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The SHA-256 of all that comes. */
  public static String sha256(InputStream in) {
    var digest = digest();
    byte[] buffer = new byte[1 << 16];
    try {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new AssertionError(everyJavaHasIt);
    }
  }
}
