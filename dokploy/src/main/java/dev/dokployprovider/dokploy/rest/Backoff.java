package dev.dokployprovider.dokploy.rest;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a read is tried again. Full jitter (anything from nothing to the whole
 * step), so that many machines that lost the same server do not all come back at once.
 *
 * @param nanoTime a clock that only goes forward, in nanoseconds
 */
record Backoff(LongSupplier nanoTime, RandomGenerator random, Sleeper sleeper) {
  static final int TRIES = 3;

  private static final long BASE_MILLIS = 200;
  private static final long CAP_MILLIS = 2_000;

  /** A person waits; a server that wants more is said to be overloaded. */
  private static final long MAX_ASKED_SECONDS = 5;

  /** {@link Thread#sleep(Duration)}, or a test's. */
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  static Backoff system() {
    return new Backoff(System::nanoTime, new java.util.SplittableRandom(), Thread::sleep);
  }

  /**
   * The pause after a try that failed, or empty when the server asks for a longer one than we wait.
   *
   * @param failed how many tries have failed, from 1
   * @param retryAfter the header; only its form in seconds counts
   */
  Optional<Duration> pause(int failed, Optional<String> retryAfter) {
    long step = Math.min(CAP_MILLIS, BASE_MILLIS << Math.min(failed - 1, 10));
    long jittered = random.nextLong(step + 1);
    var asked = retryAfter.map(String::strip).filter(text -> text.matches("[0-9]{1,9}"));
    if (asked.isEmpty()) {
      return Optional.of(Duration.ofMillis(jittered));
    }
    long seconds = Long.parseLong(asked.get());
    return seconds > MAX_ASKED_SECONDS
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(seconds * 1000 + jittered));
  }
}
