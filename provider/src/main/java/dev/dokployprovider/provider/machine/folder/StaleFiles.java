package dev.dokployprovider.provider.machine.folder;

import dev.dokployprovider.provider.ssh.NewKeyPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Removes what runs that were killed have left half-written: nothing reads it, and nothing else
 * ever removes it. Never a reason to fail.
 */
public final class StaleFiles {
  /** Any file is written in milliseconds; a computer that slept in between needs no longer. */
  private static final Duration AGE = Duration.ofHours(1);

  private static final Pattern NAME =
      Pattern.compile(
          "(?:%s|%s).*|owner-id\\.[0-9a-f]{16}"
              .formatted(Pattern.quote(PrivateFiles.PART), Pattern.quote(NewKeyPair.PART)));

  /** Files of the folder, and of the folders in it. */
  private static final int DEPTH = 3;

  private StaleFiles() {}

  /** Removes those in a folder of ours that no process is writing any more. */
  public static void remove(Path folder, Instant now) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      for (Path file : old(folder, now.minus(AGE))) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException stays) {
      // The next run tries again.
    }
  }

  /** What is in a folder comes before the folder. */
  private static List<Path> old(Path folder, Instant before) throws IOException {
    try (var files = Files.walk(folder, DEPTH)) {
      return files
          .filter(file -> isRemains(folder.relativize(file)))
          .filter(file -> isOlder(file, before))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  private static boolean isRemains(Path file) {
    for (Path name : file) {
      if (NAME.matcher(name.toString()).matches()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOlder(Path file, Instant before) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (IOException gone) {
      return false;
    }
  }
}
