package dev.dokployprovider.provider.machine;

import dev.dokployprovider.provider.options.MachineId;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.recipe.MachineSpec;
import dev.dokployprovider.provider.recipe.PublishedPorts;

/** What the options ask of a machine, in the recipe's terms. */
final class MachineSpecs {
  private MachineSpecs() {}

  static MachineSpec of(MachineId id, ProviderOptions options) {
    return MachineSpec.of(id.value(), PublishedPorts.parse(options.sshPorts().publish()))
        .withImage(options.image());
  }
}
