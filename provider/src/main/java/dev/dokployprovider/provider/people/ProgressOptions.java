package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.people.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How a verb shows its progress, as options of it. */
final class ProgressOptions {
  @Option(names = "--json", description = "print JSON, an object for each event on a line")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "print only what must be known")
  private boolean quiet;

  /** With the variable that says the same to the verbs that DevPod calls too. */
  Map<String, String> environment(Settings settings) {
    if (!json && !quiet) {
      return settings.environment();
    }
    var environment = new HashMap<>(settings.environment());
    environment.put("DOKPLOY_PROGRESS", json ? "json" : "quiet");
    return environment;
  }
}
