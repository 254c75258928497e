package dev.dokployprovider.provider.people.settings;

import java.util.Optional;

/**
 * Which installed provider a person means.
 *
 * @param context a client's context; empty for all
 * @param provider its name there, or {@link #NO_CLIENT}; empty for any
 */
public record Choice(Optional<String> context, Optional<String> provider) {
  /** Whichever there is. */
  public static final Choice ANY = new Choice(Optional.empty(), Optional.empty());

  /** What stands for the machines that no client made; no provider can be called so. */
  public static final String NO_CLIENT = "-";

  /** Whether the machines that no client made are among those that are meant. */
  boolean includesOwn() {
    return isAny() || isOwn();
  }

  /** Whether the machines are meant that no client made. */
  boolean isOwn() {
    return provider.filter(NO_CLIENT::equals).isPresent();
  }

  boolean fits(Installed installed) {
    return context.filter(name -> !name.equals(installed.context())).isEmpty()
        && provider.filter(name -> !name.equals(installed.provider())).isEmpty();
  }

  boolean isAny() {
    return context.isEmpty() && provider.isEmpty();
  }

  String words() {
    return provider.map(name -> " --provider " + name).orElse("")
        + context.map(name -> " --context " + name).orElse("");
  }
}
