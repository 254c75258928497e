package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.provider.machine.time.Wait;
import java.time.Duration;
import java.util.Optional;

/**
 * The pauses between the looks at a deployment, which what its log says cuts short: the log costs
 * nothing to listen to.
 */
final class DeploymentLooks implements Wait.Pauses {
  private final BuildLog log;
  private final boolean isRemote;
  private Duration pause = Duration.ZERO;

  /** Whether the pause is one that only a log that is heard allows. */
  private boolean needsLog;

  private int looks;
  private boolean started;
  private Optional<Integer> endedAt = Optional.empty();

  /**
   * @param isRemote whether the service is on another server, with which Dokploy may lose the
   *     connection that brings the log without a word (docs/reference/dokploy.md §6.6)
   */
  DeploymentLooks(BuildLog log, boolean isRemote) {
    this.log = log;
    this.isRemote = isRemote;
  }

  /** Whether the log has said that the container was started. */
  boolean isStarted() {
    return started;
  }

  /** Whether the log would tell the end. */
  boolean isHeard() {
    return !isRemote && log.isAlive();
  }

  @Override
  public Duration next() {
    pause = LookGaps.next(looks++, pause, isHeard());
    var next = endedAt.map(at -> LookGaps.afterTheLog(looks - at - 1, pause)).orElse(pause);
    needsLog = LookGaps.needsLog(next);
    return next;
  }

  @Override
  public boolean isCut() {
    var said = log.listen();
    if (said.isEmpty()) {
      // Once: the pauses after it need no log.
      return needsLog && !isHeard();
    }
    switch (said.get()) {
      case STARTED -> started = true;
      case ENDED -> endedAt = Optional.of(looks);
    }
    return true;
  }
}
