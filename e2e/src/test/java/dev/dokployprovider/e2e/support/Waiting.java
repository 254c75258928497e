package dev.dokployprovider.e2e.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what must become so, and no longer than it may take on a slow computer. */
public final class Waiting {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Waiting() {}

  /** For what passes in a moment. */
  public static void quickly(BooleanSupplier condition) {
    until("what passes in a moment", Duration.ofMillis(2), condition);
  }

  public static void until(String what, BooleanSupplier condition) {
    until(what, PAUSE, condition);
  }

  private static void until(String what, Duration pause, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + LIMIT + ": " + what);
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }
}
