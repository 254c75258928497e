package dev.dokployprovider.provider.people.settings;

import java.nio.file.Path;
import java.util.Map;

/**
 * This provider as a client has it installed.
 *
 * @param provider what it is called there
 * @param isPreferred whether it is the default provider of the default context
 * @param options those that have a value
 */
public record Installed(
    ClientHome home,
    String context,
    String provider,
    boolean isPreferred,
    Map<String, String> options) {
  public Installed {
    options = Map.copyOf(options);
  }

  Path contextFolder() {
    return home.folder().resolve("contexts").resolve(context);
  }

  /** For people: which one it is. */
  public String words() {
    return "%s of %s (context %s)".formatted(provider, home.program(), context);
  }

  /** The options may hold secrets. */
  @Override
  public String toString() {
    return words();
  }
}
