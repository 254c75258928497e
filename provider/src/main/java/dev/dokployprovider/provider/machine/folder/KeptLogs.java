package dev.dokployprovider.provider.machine.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;

/**
 * The logs of failed deployments, in the user's data folder: what a create made is removed when it
 * fails, and Dokploy's copy of the log with it.
 */
public final class KeptLogs {
  private static final int AT_MOST = 10;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path folder;

  /**
   * Those of a user.
   *
   * @param dataFolder the user's own
   */
  public KeptLogs(Path dataFolder) {
    this.folder = dataFolder.resolve("logs");
  }

  /**
   * Keeps one more, and the newest ten.
   *
   * @param text without secrets
   * @return its file, or empty where it could not be written
   */
  public Optional<Path> keep(String machine, Instant when, String text) {
    try {
      PrivateFiles.createFolder(folder);
      Path file = folder.resolve(TIME.format(when) + "-" + machine + ".log");
      PrivateFiles.write(file, text);
      removeOld();
      return Optional.of(file);
    } catch (IOException notKept) {
      return Optional.empty();
    }
  }

  private void removeOld() throws IOException {
    try (var files = Files.list(folder)) {
      var old =
          files
              .filter(file -> file.toString().endsWith(".log"))
              .sorted(Comparator.reverseOrder())
              .skip(AT_MOST)
              .toList();
      for (Path file : old) {
        Files.deleteIfExists(file);
      }
    }
  }
}
