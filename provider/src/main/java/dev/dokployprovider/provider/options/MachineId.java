package dev.dokployprovider.provider.options;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.regex.Pattern;

/** A machine's name, as DevPod makes it: {@code [a-z0-9-]}, 1 to 48 characters. */
public record MachineId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?");

  /** Refuses what Dokploy's or Docker's names can't have. */
  public MachineId {
    if (!FORM.matcher(value).matches()) {
      throw new ProblemException(new Problem.BadMachineId(value));
    }
  }

  /**
   * The stem of the compose project's name. It never holds "dokploy": Dokploy hides such containers
   * from its lists (docs/reference/dokploy.md §2.6).
   */
  public String appName() {
    String plain = value.replace("dokploy", "dkp");
    return "devpod-" + (plain.length() <= 33 ? plain : plain.substring(0, 33));
  }

  @Override
  public String toString() {
    return value;
  }
}
