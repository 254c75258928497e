package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.problem.Similar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Judges the options. */
final class OptionChecks {
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

  private static final List<String> OPTIONS =
      Arrays.stream(Option.values()).map(Option::name).toList();

  private OptionChecks() {}

  /**
   * Throws for the first one that is invalid; a name that no option has is a warning, as it does
   * nothing.
   */
  static Finding options(Map<String, String> environment) {
    var options = ProviderOptions.from(environment);
    options.check();
    MachineSpecs.checkNew(options.machine());
    return names(environment.keySet());
  }

  static Finding names(Set<String> variables) {
    var what = new ArrayList<String>();
    for (String name : new TreeSet<>(variables)) {
      if (name.startsWith("DOKPLOY_") && !VARIABLES.contains(name) && !OPTIONS.contains(name)) {
        what.add(
            Similar.to(name, OPTIONS)
                .map(meant -> name + " is no option, and is ignored. Did you mean " + meant + "?")
                .orElse(name + " is no option, and is ignored."));
      }
    }
    return what.isEmpty()
        ? Finding.ok("valid")
        : Finding.warning(
                what.size() == 1
                    ? what.getFirst()
                    : what.size() + " names are no options, and are ignored.",
                "Correct the name, or remove it: the options are listed in README.md.")
            .because(what.size() == 1 ? List.of() : what);
  }
}
