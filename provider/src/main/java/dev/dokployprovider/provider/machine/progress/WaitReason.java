package dev.dokployprovider.provider.machine.progress;

import dev.dokployprovider.provider.machine.time.Time;
import java.time.Duration;

/** Says why a step still waits: after five seconds, and again when the reason changes. */
public final class WaitReason {
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final Progress progress;
  private final Time time;
  private final String step;
  private final long begun;
  private String said = "";

  /** For a wait that begins now. */
  public WaitReason(Progress progress, Time time, String step) {
    this.progress = progress;
    this.time = time;
    this.step = step;
    this.begun = time.nanos();
  }

  /**
   * The reason at this moment.
   *
   * @param reason for people, without a full stop
   */
  public void is(String reason) {
    if (time.nanos() - begun >= QUIET.toNanos() && !reason.equals(said)) {
      said = reason;
      progress.working(step, reason);
    }
  }
}
