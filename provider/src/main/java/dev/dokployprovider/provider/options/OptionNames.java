package dev.dokployprovider.provider.options;

import dev.dokployprovider.provider.problem.Similar;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Names that look like options. */
public final class OptionNames {
  /** Variables of ours that are no options. */
  private static final Set<String> VARIABLES =
      Set.of(
          "DOKPLOY_CACHE_DIR",
          "DOKPLOY_CALLER",
          "DOKPLOY_CHOICES",
          "DOKPLOY_COMMAND",
          "DOKPLOY_DEBUG",
          "DOKPLOY_JAVA",
          "DOKPLOY_LAUNCHER",
          "DOKPLOY_LIVE_CONNECTION",
          "DOKPLOY_PROGRESS",
          "DOKPLOY_PROVIDER");

  private static final String PREFIX = "DOKPLOY_";

  private static final List<String> OPTIONS =
      Arrays.stream(Option.values()).map(Option::name).toList();

  /** Without what they have in common, which would make all of them similar. */
  private static final List<String> SHORT =
      OPTIONS.stream()
          .filter(name -> name.startsWith(PREFIX))
          .map(name -> name.substring(PREFIX.length()))
          .toList();

  private OptionNames() {}

  /** A sentence for each variable that nothing reads, and which option may be meant. */
  public static List<String> unknown(Set<String> variables) {
    return variables.stream()
        .filter(name -> name.startsWith(PREFIX))
        .filter(name -> !VARIABLES.contains(name) && !OPTIONS.contains(name))
        .sorted()
        .map(name ->
            name
                + " is not an option, and is ignored."
                + Similar.to(name.substring(PREFIX.length()), SHORT)
                    .map(meant -> " Did you mean " + PREFIX + meant + "?")
                    .orElse(""))
        .toList();
  }
}
