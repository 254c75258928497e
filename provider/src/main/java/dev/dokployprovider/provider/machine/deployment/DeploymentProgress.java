package dev.dokployprovider.provider.machine.deployment;

import java.time.Duration;
import java.util.Optional;

/** What the looks at a deployment that was asked for have shown so far. */
sealed interface DeploymentProgress {
  /** It is in the queue, runs, or was not looked for yet. */
  record There() implements DeploymentProgress {}

  /**
   * It is nowhere.
   *
   * @param looks how often it was not found
   * @param since when that began, in nanoseconds
   */
  record Missing(int looks, long since) implements DeploymentProgress {}

  /**
   * A restart of Dokploy has cancelled it.
   *
   * @param id the deployment's
   * @param since when that was first seen, in nanoseconds
   * @param patience how long Dokploy may take to run it again by itself
   */
  record Cancelled(String id, long since, Duration patience) implements DeploymentProgress {}

  /**
   * Between the end of a job that waits and its row there is a moment (docs/reference/dokploy.md
   * §6.4).
   */
  int LOOKS = 3;

  Duration AT_LEAST = Duration.ofSeconds(4);

  /** BullMQ runs a stalled job again after half a minute (docs/reference/dokploy.md §6.5). */
  Duration RUN_AGAIN = Duration.ofSeconds(75);

  /** What is not in the queue is not run; its container may still start. */
  Duration LEFT_ALONE = Duration.ofSeconds(20);

  /** After a look that found it, or did not. */
  default DeploymentProgress seen(boolean there, long now) {
    if (there) {
      return new There();
    }
    return this instanceof Missing(int looks, long since)
        ? new Missing(looks + 1, since)
        : new Missing(1, now);
  }

  /**
   * After a look that found it cancelled.
   *
   * @param queued whether it is in the queue; empty where the release does not tell
   */
  default DeploymentProgress cancelled(String id, Optional<Boolean> queued, long now) {
    var patience = queued.isPresent() ? LEFT_ALONE : RUN_AGAIN;
    boolean goesOn =
        this instanceof Cancelled before && before.id().equals(id) && !queued.orElse(false);
    return new Cancelled(
        id, goesOn && this instanceof Cancelled before ? before.since() : now, patience);
  }

  /** Whether Dokploy will not run it any more, so that it has to be asked for again. */
  default boolean isLost(long now) {
    return switch (this) {
      case There() -> false;
      case Missing(int looks, long since) -> looks >= LOOKS && now - since >= AT_LEAST.toNanos();
      case Cancelled(var _, long since, var patience) -> now - since >= patience.toNanos();
    };
  }
}
