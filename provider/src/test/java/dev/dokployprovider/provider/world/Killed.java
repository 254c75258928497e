package dev.dokployprovider.provider.world;

/** SIGKILL: nothing catches it, and nothing that the process does afterwards has an effect. */
public final class Killed extends Error {
  private static final long serialVersionUID = 1L;

  Killed(String before) {
    super("killed before: " + before, null, false, false);
  }
}
