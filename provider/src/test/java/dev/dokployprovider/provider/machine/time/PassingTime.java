package dev.dokployprovider.provider.machine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A clock with which something else happens at each wait.
 *
 * @param passing lets the time pass
 */
public record PassingTime(Time clock, Consumer<Duration> passing) implements Time {
  @Override
  public Instant now() {
    return clock.now();
  }

  @Override
  public long nanos() {
    return clock.nanos();
  }

  @Override
  public void pass(Duration duration) {
    passing.accept(duration);
  }
}
