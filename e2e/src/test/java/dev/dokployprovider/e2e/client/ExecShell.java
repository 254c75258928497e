package dev.dokployprovider.e2e.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What runs the exec texts of provider.yaml: DevPod calls bash, or sh where there is no bash; the
 * forks have mvdan.cc/sh built in, whose own program is gosh (docs/reference/devpod.md §0).
 */
public final class ExecShell {
  private ExecShell() {}

  static List<String> command(Client client, String text) {
    Optional<Path> own = client.bringsItsShell() ? gosh() : Optional.empty();
    Optional<Path> shell =
        own.or(() -> client.bringsItsShell() ? Optional.empty() : onPath("bash"))
            .or(() -> onPath("sh"));
    return List.of(shell.orElseThrow().toString(), "-c", text);
  }

  /**
   * The forks' own shell; where it is missing their texts are run by sh, which reads them alike.
   */
  public static Optional<Path> gosh() {
    return Optional.ofNullable(System.getenv("GOSH"))
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .or(() -> onPath("gosh"));
  }

  /** The older release of it that DevPod 0.6.15 has built in, and uses on Windows. */
  public static Optional<Path> goshOnWindows() {
    return Optional.ofNullable(System.getenv("GOSH_WINDOWS"))
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable);
  }

  private static Optional<Path> onPath(String program) {
    Stream<Path> found = LauncherShell.onPath(program);
    return found.findFirst();
  }
}
