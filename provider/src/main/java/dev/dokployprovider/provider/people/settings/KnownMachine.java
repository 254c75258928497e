package dev.dokployprovider.provider.people.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A machine that has a folder on this computer.
 *
 * @param id its name in Dokploy
 * @param workspace the workspace that a client made it for
 * @param installed whose it is; empty for one that was made without a client
 * @param options its own, which count before those of the provider
 */
public record KnownMachine(
    String id,
    Path folder,
    Optional<String> workspace,
    Optional<Installed> installed,
    Map<String, String> options) {
  public KnownMachine {
    options = Map.copyOf(options);
  }

  boolean isCalled(String name) {
    return id.equals(name) || workspace.filter(name::equals).isPresent();
  }

  /** The options may hold secrets. */
  @Override
  public String toString() {
    return id + " in " + folder;
  }
}
