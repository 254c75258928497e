package dev.dokployprovider.emulator;

import java.time.Duration;

/** Settings with less patience than users need: for tests. */
public final class Stalling {
  private Stalling() {}

  /** The same settings with another time until a job that was running at a restart runs again. */
  public static Settings after(Duration stalledAfter, Settings settings) {
    return new Settings(
        settings.port(),
        settings.data(),
        settings.release(),
        settings.engine(),
        settings.ephemeral(),
        settings.ipAddress(),
        stalledAfter,
        settings.traefikPort());
  }
}
