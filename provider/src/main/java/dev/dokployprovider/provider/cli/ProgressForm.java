package dev.dokployprovider.provider.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** How progress is shown: what the variable DOKPLOY_PROGRESS may name, as flags of verbs do. */
enum ProgressForm {
  /** Live on a terminal, else a line for each event. */
  AUTO,
  PLAIN,
  QUIET,
  JSON;

  static final String VARIABLE = "DOKPLOY_PROGRESS";

  /** Any other value means the usual one: nothing else of a run depends on it. */
  static ProgressForm of(Map<String, String> environment) {
    String word = environment.getOrDefault(VARIABLE, "");
    return Arrays.stream(values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElse(AUTO);
  }
}
