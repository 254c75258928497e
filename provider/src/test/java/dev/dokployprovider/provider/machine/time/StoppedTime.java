package dev.dokployprovider.provider.machine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that goes only when somebody waits. */
public final class StoppedTime implements Time {
  final List<Duration> pauses = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long nanos() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  @Override
  public void pass(Duration duration) {
    pauses.add(duration);
    now = now.plus(duration);
  }
}
