package dev.dokployprovider.provider.machine.time;

import java.time.Duration;
import java.time.Instant;

/** The clock that waiting goes by; tests bring their own. */
public interface Time {
  /** What a file or a person is told; may jump. */
  Instant now();

  /** Nanoseconds that only go forward, for deadlines. */
  long nanos();

  /** Lets this much time pass; returns early when the program is interrupted. */
  void pass(Duration duration);

  /** The computer's own clock. */
  static Time system() {
    return new SystemTime();
  }
}
