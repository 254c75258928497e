package dev.dokployprovider.emulator;

import java.time.Duration;

/** Waits for a condition, with a deadline that a slow machine keeps too. */
public final class Await {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private Await() {}

  /** A condition that may ask a server. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  public static void until(Condition condition, String what) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    try {
      while (!condition.holds()) {
        if (System.nanoTime() > end) {
          throw new AssertionError("not within " + DEADLINE.toSeconds() + " s: " + what);
        }
        Thread.sleep(5);
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("while waiting: " + what, e);
    }
  }
}
