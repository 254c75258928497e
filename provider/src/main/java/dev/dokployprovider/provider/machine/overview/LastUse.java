package dev.dokployprovider.provider.machine.overview;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When a workspace of a machine was used last, as the client's agent itself tells it before it
 * stops an idle machine: by the time of the workspaces' files (docs/reference/devpod.md §2.6).
 */
public final class LastUse {
  private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9_./-]*");
  private static final Pattern SECONDS = Pattern.compile("(?m)^idle (\\d{1,10})$");

  private LastUse() {}

  /**
   * What the machine is asked, for whatever shell its user has.
   *
   * @param dataFolder the agent's, where a path has nothing that a shell knows
   */
  public static Optional<String> question(String dataFolder) {
    return Optional.of(dataFolder)
        .filter(path -> PLAIN.matcher(path).matches())
        .map(path ->
            """
            sh -c 'now=$(date +%%s); newest=0
            for file in %s/contexts/*/workspaces/*/workspace.json; do
              used=$(stat -c %%Y "$file" 2>/dev/null) && [ "$used" -gt "$newest" ] && newest=$used
            done
            [ "$newest" = 0 ] || echo "idle $((now - newest))"'
            """
                .formatted(path));
  }

  /** The answer to it; empty where no workspace was ever there. */
  public static Optional<Duration> idle(String answer) {
    var said = SECONDS.matcher(answer);
    return said.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(said.group(1))))
        : Optional.empty();
  }
}
