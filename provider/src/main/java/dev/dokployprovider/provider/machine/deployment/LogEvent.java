package dev.dokployprovider.provider.machine.deployment;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a line of a deployment's log says of its end (docs/reference/dokploy.md §3.6). It is a
 * reason to look, and no proof.
 */
enum LogEvent {
  /** Compose has started a container of the service, or has found it running as it must be. */
  STARTED,
  /** Dokploy is done with Docker, well or not; its row says so soon. */
  ENDED;

  /** With one space or two, by the release of Compose. */
  private static final Pattern CONTAINER =
      Pattern.compile("\\s*(?:✔ )?Container (\\S+)\\s+(?:Started|Running)\\s*");

  /** As Dokploy begins these lines: a script of a build may print the same signs. */
  private static final Pattern END =
      Pattern.compile(
          "Docker Compose Deployed: ✅.*"
              + "|Error ❌.*"
              + "|Error: ❌ (?:Docker command|Script execution) failed.*"
              + "|Error occurred ❌.*"
              + "|❌ Error: Compose file not found.*"
              + "|❌ Has occurr?ed an error:.*"
              + "|ERROR Creating Compose File:.*");

  /**
   * Empty where the line says nothing of the end.
   *
   * @param line without escape sequences
   * @param container the name of the service's container
   */
  static Optional<LogEvent> of(String line, String container) {
    var named = CONTAINER.matcher(line);
    if (named.matches()) {
      return named.group(1).equals(container) ? Optional.of(STARTED) : Optional.empty();
    }
    return END.matcher(line).matches() ? Optional.of(ENDED) : Optional.empty();
  }
}
