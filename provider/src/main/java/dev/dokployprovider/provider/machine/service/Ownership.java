package dev.dokployprovider.provider.machine.service;

import dev.dokployprovider.provider.machine.folder.OwnerId;
import dev.dokployprovider.provider.options.MachineId;
import java.util.regex.Pattern;

/**
 * Whose a service is, told from its description: it carries the machine's name, the owner's id and
 * the recipe's hash.
 */
public enum Ownership {
  OURS,
  /** A machine of the Go prototype, which wrote no owner. */
  PROTOTYPE,
  FOREIGN;

  private static final Pattern DESCRIPTION =
      Pattern.compile("DevPod machine (\\S+) \\(owner ([0-9a-f]{16}), recipe ([0-9a-f]+)\\).*");
  private static final String PROTOTYPE_DESCRIPTION = "DevPod workspace created on ";

  public static String describe(MachineId machine, OwnerId owner, String recipe) {
    return "DevPod machine %s (owner %s, recipe %s)".formatted(machine, owner.value(), recipe);
  }

  public static Ownership of(String description, MachineId machine, OwnerId owner) {
    var matcher = DESCRIPTION.matcher(description.strip());
    if (matcher.matches()) {
      boolean ours =
          matcher.group(1).equals(machine.value()) && matcher.group(2).equals(owner.value());
      return ours ? OURS : FOREIGN;
    }
    return description.startsWith(PROTOTYPE_DESCRIPTION) ? PROTOTYPE : FOREIGN;
  }
}
