package dev.dokployprovider.provider.machine.project;

import dev.dokployprovider.provider.machine.folder.OwnerId;
import dev.dokployprovider.provider.options.MachineId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose a service is, told from its description: it carries the machine's name, the owner's id, the
 * recipe's hash, and the mark of the folder from which it was written last. Versions that know no
 * marks read it all the same, and what they wrote has none.
 */
public enum Ownership {
  OURS,
  /** A machine of the Go prototype, which wrote no owner. */
  PROTOTYPE,
  FOREIGN;

  private static final Pattern DESCRIPTION =
      Pattern.compile(
          "DevPod machine (\\S+) \\(owner ([0-9a-f]{16}), recipe ([0-9a-f]+)\\)"
              + "(?: by ([0-9a-f]{16})\\b(?:, run ([0-9a-f]{16})\\b)?)?.*");
  private static final String PROTOTYPE_DESCRIPTION = "DevPod workspace created on ";

  /**
   * The description of a machine's service.
   *
   * @param mark of the machine's folder
   */
  public static String describe(MachineId machine, OwnerId owner, String recipe, String mark) {
    return "DevPod machine %s (owner %s, recipe %s) by %s"
        .formatted(machine, owner.value(), recipe, mark);
  }

  /**
   * The description of a service that has no recipe yet.
   *
   * @param run the id of the create that makes it, by which it is found if the answer is not read
   */
  public static String describeNew(MachineId machine, OwnerId owner, String mark, String run) {
    return describe(machine, owner, "0", mark) + ", run " + run;
  }

  /** The id of the create that made the service; empty once it was given a recipe. */
  public static Optional<String> run(String description) {
    var matcher = DESCRIPTION.matcher(description.strip());
    return matcher.matches() ? Optional.ofNullable(matcher.group(5)) : Optional.empty();
  }

  /** The mark of the folder that wrote the description; empty where that was an older version. */
  public static Optional<String> mark(String description) {
    var matcher = DESCRIPTION.matcher(description.strip());
    return matcher.matches() ? Optional.ofNullable(matcher.group(4)) : Optional.empty();
  }

  /** The owner's id; empty where it is no machine's description, or the prototype's. */
  public static Optional<String> owner(String description) {
    var matcher = DESCRIPTION.matcher(description.strip());
    return matcher.matches() ? Optional.of(matcher.group(2)) : Optional.empty();
  }

  public static Ownership of(String description, MachineId machine, OwnerId owner) {
    var matcher = DESCRIPTION.matcher(description.strip());
    if (matcher.matches()) {
      boolean ours =
          matcher.group(1).equals(machine.value()) && matcher.group(2).equals(owner.value());
      return ours ? OURS : FOREIGN;
    }
    return isPrototype(description) ? PROTOTYPE : FOREIGN;
  }

  /** Whether the Go prototype made it. */
  public static boolean isPrototype(String description) {
    return description.startsWith(PROTOTYPE_DESCRIPTION);
  }
}
