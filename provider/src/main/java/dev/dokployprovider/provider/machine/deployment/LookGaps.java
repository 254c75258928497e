package dev.dokployprovider.provider.machine.deployment;

import java.time.Duration;
import java.util.List;

/**
 * When a deployment is looked at, each time by a call. The row of one that need not wait is there
 * within a tenth of a second or two, and has the name of the log that tells the rest. The next five
 * looks see the end of most where the log can't be followed; a log that can makes them seldom, so
 * that a build of minutes takes no more than a dozen.
 */
final class LookGaps {
  private static final List<Duration> FIRST =
      List.of(
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofMillis(550),
          Duration.ofMillis(450),
          Duration.ofMillis(630),
          Duration.ofMillis(880),
          Duration.ofMillis(1240));

  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final Duration LONGEST_BESIDE_A_LOG = Duration.ofSeconds(60);

  /** Dokploy's row follows the log's last words. */
  private static final Duration AFTER_THE_LOG = Duration.ofMillis(100);

  private static final int LOOKS_AFTER_THE_LOG = 5;

  private LookGaps() {}

  /**
   * The pause before the next look.
   *
   * @param looks how many there were
   * @param before the pause before the last one
   * @param isHeard whether the log would tell the end
   */
  static Duration next(int looks, Duration before, boolean isHeard) {
    if (looks < FIRST.size()) {
      return FIRST.get(looks);
    }
    // After a log that fell silent, no longer than without one.
    var longest = isHeard ? LONGEST_BESIDE_A_LOG : LONGEST;
    var next = isHeard ? before.multipliedBy(2) : before.multipliedBy(7).dividedBy(5);
    return next.compareTo(longest) < 0 ? next : longest;
  }

  /**
   * The pause before the next look once the log has told the end; the usual one where the row does
   * not follow, but no longer than without a log, which has nothing more to tell.
   *
   * @param looks how many there were since
   */
  static Duration afterTheLog(int looks, Duration usual) {
    var next = AFTER_THE_LOG.multipliedBy(1L << Math.min(looks, LOOKS_AFTER_THE_LOG));
    var longest = needsLog(usual) ? LONGEST : usual;
    return looks < LOOKS_AFTER_THE_LOG && next.compareTo(longest) < 0 ? next : longest;
  }

  /** Whether a pause is so long that the log must be heard in it. */
  static boolean needsLog(Duration pause) {
    return pause.compareTo(LONGEST) > 0;
  }
}
