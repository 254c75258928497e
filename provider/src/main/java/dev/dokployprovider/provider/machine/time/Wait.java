package dev.dokployprovider.provider.machine.time;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waiting, the only place where it is done: a look, a pause that grows, another look, until the
 * look finds what it is for or the deadline is over. A look that finds that it will never come
 * throws.
 */
public final class Wait {
  /** Small enough that what comes after two seconds is seen half a second later at the most. */
  private static final double GROWTH = 1.25;

  /** Between two questions whether a pause is cut. */
  private static final Duration STEP = Duration.ofMillis(20);

  private final Time time;
  private final long end;
  private final Duration limit;
  private final Duration longest;
  private Duration pause;

  private Wait(Time time, Duration limit, long end, Duration shortest, Duration longest) {
    this.time = time;
    this.limit = limit;
    this.end = end;
    this.pause = shortest;
    this.longest = longest;
  }

  /** A wait that begins now and ends after {@code limit}. */
  public static Wait atMost(Duration limit, Time time) {
    long end = time.nanos() + limit.toNanos();
    return new Wait(time, limit, end, Duration.ofMillis(250), Duration.ofSeconds(3));
  }

  /** The same wait with other pauses between the looks. */
  public Wait every(Duration shortest, Duration atMost) {
    return new Wait(time, limit, end, shortest, atMost);
  }

  /** The same wait, begun with a pause: there is nothing to see before. */
  public Wait after(Duration first) {
    time.pass(shorter(first, left()));
    return this;
  }

  /**
   * Looks until there is something; empty when the deadline is over. The last look is after it.
   *
   * @throws ProblemException when the program is interrupted meanwhile
   */
  public <T> Optional<T> until(Supplier<Optional<T>> look) {
    return until(look, () -> pause(left()));
  }

  private <T> Optional<T> until(Supplier<Optional<T>> look, Runnable rest) {
    while (true) {
      boolean last = left().isZero();
      var found = look.get();
      if (found.isPresent() || last) {
        return found;
      }
      rest.run();
    }
  }

  /**
   * The same for looks that take time, which are not waited for after the deadline: only the first
   * begins with less than {@code least} left.
   *
   * @param least asked after each look
   */
  public <T> Optional<T> before(Supplier<Duration> least, Supplier<Optional<T>> look) {
    while (true) {
      var found = look.get();
      var spare = left().minus(least.get());
      if (found.isPresent() || !spare.isPositive()) {
        return found;
      }
      pause(spare);
    }
  }

  /** Pauses that are not the same for every wait, and end early when there is a reason to look. */
  public interface Pauses {
    /** How long the next one is at the most. */
    Duration next();

    /** Whether there is a reason to look now; asked again and again, so at no cost. */
    boolean isCut();
  }

  /** As {@link #until(Supplier)} with such pauses. */
  public <T> Optional<T> until(Pauses pauses, Supplier<Optional<T>> look) {
    return until(look, () -> pause(pauses));
  }

  private void pause(Pauses pauses) {
    var rest = shorter(pauses.next(), left());
    while (rest.isPositive() && !pauses.isCut()) {
      mustGoOn();
      var one = shorter(STEP, rest);
      time.pass(one);
      rest = rest.minus(one);
    }
  }

  private static void mustGoOn() {
    if (Thread.currentThread().isInterrupted()) {
      throw new ProblemException(new Problem.Interrupted());
    }
  }

  private void pause(Duration atMost) {
    mustGoOn();
    time.pass(shorter(pause, atMost));
    pause = shorter(Duration.ofNanos((long) (pause.toNanos() * GROWTH)), longest);
  }

  /** What is left; never negative. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end - time.nanos()));
  }

  /** What has passed since the wait began. */
  public Duration passed() {
    return limit.minus(left());
  }

  /** How long the wait may take in all. */
  public Duration limit() {
    return limit;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
