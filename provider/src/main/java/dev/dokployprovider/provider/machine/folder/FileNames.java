package dev.dokployprovider.provider.machine.folder;

import java.nio.charset.StandardCharsets;

/** Names of files for what has no name that a file could have. */
final class FileNames {
  private FileNames() {}

  /** 16 hexadecimal digits that stand for these texts, in this order. */
  static String of(String... texts) {
    return Sha256.of(String.join("\n", texts).getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }
}
