package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.options.OptionNames;
import dev.dokployprovider.provider.options.ProviderOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges the options. */
final class OptionChecks {
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
    var what = OptionNames.unknown(variables);
    return what.isEmpty()
        ? Finding.ok("valid")
        : Finding.warning(
                what.size() == 1
                    ? what.getFirst()
                    : what.size() + " names are not options, and are ignored.",
                "Correct the name, or remove it: the options are listed in README.md.")
            .because(what.size() == 1 ? List.of() : what);
  }
}
