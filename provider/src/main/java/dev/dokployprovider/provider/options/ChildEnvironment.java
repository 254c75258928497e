package dev.dokployprovider.provider.options;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What programs get that this one starts and that need none of its options: a live connection keeps
 * its environment for days. The launcher does the same ({@code forget_options}).
 */
public final class ChildEnvironment {
  private ChildEnvironment() {}

  /**
   * The user's own variables, without the options (the token is one), the command, and the client's
   * WORKSPACE_SOURCE, which may hold a Git token.
   */
  public static Map<String, String> of(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(variable -> isKept(variable.getKey()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static boolean isKept(String name) {
    return !name.startsWith("DOKPLOY_") && !name.equals("LC_DPC") && !isText(name);
  }

  /** What even this program itself does not need once it has read it. */
  public static boolean isText(String name) {
    return name.equals("COMMAND") || name.equals("WORKSPACE_SOURCE");
  }
}
