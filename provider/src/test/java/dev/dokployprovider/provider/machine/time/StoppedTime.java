package dev.dokployprovider.provider.machine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that goes only at a wait. */
public final class StoppedTime implements Time {
  final List<Duration> pauses = new ArrayList<>();
  private final Instant begin;
  private Duration passed = Duration.ZERO;

  public StoppedTime() {
    this(Instant.EPOCH);
  }

  /** One that begins at a time, such as the computer's own where files are looked at. */
  public StoppedTime(Instant begin) {
    this.begin = begin;
  }

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
    pauses.add(duration);
    passed = passed.plus(duration);
  }
}
