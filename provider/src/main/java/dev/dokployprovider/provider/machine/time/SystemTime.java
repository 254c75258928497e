package dev.dokployprovider.provider.machine.time;

import java.time.Duration;
import java.time.Instant;

/** The computer's own clock. */
final class SystemTime implements Time {
  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void pass(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
