package dev.dokployprovider.provider.recipe.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name by which the server's Traefik knows a machine: what a client names in TLS (SNI). It need
 * not be known to DNS.
 *
 * @param label the machine's own part, of letters, digits and dashes; no other service has it
 * @param domain what stands behind it
 */
public record ServerName(String label, String domain) {
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern NAME =
      Pattern.compile("(?=.{3,253}$)" + LABEL + "(?:\\." + LABEL + ")+");

  public ServerName {
    if (label.contains(".") || !NAME.matcher(label + "." + domain).matches()) {
      throw new IllegalArgumentException("\"" + label + "." + domain + "\" is not a host name");
    }
  }

  /**
   * The name of a machine.
   *
   * @param owner an id of its owner's, 7 letters or digits at least
   */
  public static ServerName of(String machineId, String owner, String domain) {
    String id = machineId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    String shortened = id.substring(0, Math.min(id.length(), 48));
    return new ServerName("devpod-" + shortened + "-" + owner.substring(0, 7), domain);
  }

  @Override
  public String toString() {
    return label + "." + domain;
  }
}
