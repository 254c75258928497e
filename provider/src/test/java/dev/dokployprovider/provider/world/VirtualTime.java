package dev.dokployprovider.provider.world;

import dev.dokployprovider.provider.machine.time.Time;
import java.time.Duration;
import java.time.Instant;

/** A clock that goes only when somebody waits; it begins at the computer's own time. */
public final class VirtualTime implements Time {
  private final Instant begin = Instant.now();
  private Duration passed = Duration.ZERO;

  @Override
  public Instant now() {
    return begin.plus(passed);
  }

  @Override
  public long nanos() {
    return passed.toNanos();
  }

  @Override
  public void pass(Duration duration) {
    passed = passed.plus(duration);
  }
}
