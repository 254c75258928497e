package dev.dokployprovider.provider.machine.folder;

import dev.dokployprovider.provider.options.ServerUrl;
import dev.dokployprovider.provider.ssh.OwnFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer of a command for a key, kept for a while, so that a password manager is not asked at
 * each call: in a file of the user's runtime folder (XDG_RUNTIME_DIR), which is in memory and goes
 * with the last session. Without such a folder nothing is kept; nor where ours in it is not the
 * user's alone, as then others could put a key of theirs there.
 */
public final class KeptToken {
  private static final Duration KEPT = Duration.ofMinutes(15);
  private static final String ORIGIN = "for ";

  private final Optional<Path> file;

  private KeptToken(Optional<Path> file) {
    this.file = file;
  }

  /**
   * The answer of a command.
   *
   * @param command that is asked for it
   */
  public static KeptToken of(Map<String, String> environment, String command) {
    return new KeptToken(
        Optional.ofNullable(environment.get("XDG_RUNTIME_DIR"))
            .map(Path::of)
            .filter(Path::isAbsolute)
            .filter(Files::isDirectory)
            .map(folder ->
                folder.resolve("dokploy-provider").resolve("token-" + FileNames.of(command))));
  }

  /** What was kept no longer ago than a quarter of an hour. */
  public Optional<String> read(Instant now) {
    return file.flatMap(path -> {
      if (!OwnFolder.isOurs(path.resolveSibling(""))) {
        return Optional.empty();
      }
      try {
        var age = Duration.between(Files.getLastModifiedTime(path).toInstant(), now);
        return age.compareTo(KEPT) < 0 && !age.isNegative()
            ? Optional.of(Files.readString(path).strip())
            : Optional.empty();
      } catch (IOException none) {
        return Optional.empty();
      }
    });
  }

  public void write(String token) {
    file.ifPresent(path -> {
      try {
        PrivateFiles.createFolder(path.resolveSibling(""));
        if (OwnFolder.isOurs(path.resolveSibling(""))) {
          PrivateFiles.write(path, token + "\n");
        }
      } catch (IOException notKept) {
        // Then the command is asked again.
      }
    });
  }

  public void forget() {
    file.ifPresent(path -> {
      try {
        Files.deleteIfExists(path);
      } catch (IOException stays) {
        // For a quarter of an hour at the most.
      }
    });
  }

  /** The text of a file with a key that is for one server only. */
  public static String text(String token, String server) {
    return token + "\n" + ORIGIN + originOf(server) + "\n";
  }

  /** The server that a file's key is for; empty where it does not say. */
  public static Optional<String> origin(List<String> lines) {
    return lines.stream()
        .skip(1)
        .filter(line -> line.startsWith(ORIGIN))
        .map(line -> line.substring(ORIGIN.length()).strip())
        .findFirst();
  }

  /** Scheme, host and port of an address, as it is compared. */
  public static String originOf(String server) {
    try {
      var uri = ServerUrl.parse(server);
      int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
      return uri.getScheme() + "://" + uri.getHost() + ":" + port;
    } catch (IllegalArgumentException invalid) {
      return server.strip();
    }
  }
}
