package dev.dokployprovider.provider.machine.retry;

import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.provider.machine.time.Time;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Which failures are tolerated in the middle of something that went well so far. A Dokploy that is
 * just starting, or has lost its database for a moment, says of a good key that it is bad, and what
 * stands in front of it has pages of its own; that passes within seconds or never.
 */
public final class RetryPolicy {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final Time time;
  private OptionalLong since = OptionalLong.empty();

  public RetryPolicy(Time time) {
    this.time = time;
  }

  /** To be told of each good answer. */
  public void answered() {
    since = OptionalLong.empty();
  }

  /** Whether to ask again after this failure. */
  public boolean tolerates(Failure failure) {
    return WriteRecovery.forNow(failure) || (WriteRecovery.perhapsForNow(failure) && isShort());
  }

  private boolean isShort() {
    long now = time.nanos();
    since = OptionalLong.of(since.orElse(now));
    return now - since.getAsLong() < LIMIT.toNanos();
  }
}
