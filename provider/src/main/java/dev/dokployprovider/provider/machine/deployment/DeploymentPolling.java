package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.provider.machine.time.Wait;
import java.time.Duration;
import java.util.Optional;

/**
 * The pauses between the looks at a deployment, which what its log says cuts short: the log costs
 * nothing to listen to.
 */
final class DeploymentPolling implements Wait.Pauses {
  private final BuildLog log;
  private final boolean isRemote;
  private Duration pause = Duration.ZERO;

  /** Whether the log was heard when the pause began. */
  private boolean heard;

  private int looks;
  private boolean started;
  private Optional<Integer> endedAt = Optional.empty();

  /**
   * @param isRemote whether the service is on another server, with which Dokploy may lose the
   *     connection that brings the log without a word (docs/reference/dokploy.md §6.6)
   */
  DeploymentPolling(BuildLog log, boolean isRemote) {
    this.log = log;
    this.isRemote = isRemote;
  }

  /** Whether the log has said that the container was started. */
  boolean isStarted() {
    return started;
  }

  /** Whether the log is sure to tell the end. */
  boolean isHeard() {
    return log.isAlive() && (!isRemote || log.isTalking());
  }

  /**
   * Whether this look was one at the log, which tells that the deployment goes on. Each look is one
   * call: a log that must be read is read at every other one.
   */
  boolean isOfLog() {
    if (!log.mustBeRead() || looks % 2 != 0) {
      return false;
    }
    var said = log.read();
    said.ifPresent(this::take);
    return said.isEmpty() && log.canBeRead();
  }

  private void take(LogEvent said) {
    switch (said) {
      case STARTED -> started = true;
      case ENDED -> endedAt = Optional.of(looks);
    }
  }

  @Override
  public Duration next() {
    pause = PollSchedule.next(looks++, pause, teller());
    heard = log.isAlive();
    return endedAt.map(at -> PollSchedule.afterTheLog(looks - at - 1, pause)).orElse(pause);
  }

  private PollSchedule.Teller teller() {
    if (log.isAlive()) {
      return isRemote ? PollSchedule.Teller.REMOTE_LOG : PollSchedule.Teller.LOG;
    }
    return heard ? PollSchedule.Teller.LOST_LOG : PollSchedule.Teller.NONE;
  }

  @Override
  public boolean isCut() {
    var said = log.listen();
    if (said.isEmpty()) {
      return heard && PollSchedule.needsLog(pause) && !log.isAlive();
    }
    take(said.get());
    return true;
  }
}
