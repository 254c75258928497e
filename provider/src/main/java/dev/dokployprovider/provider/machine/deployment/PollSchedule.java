package dev.dokployprovider.provider.machine.deployment;

import java.time.Duration;
import java.util.List;

/**
 * When a deployment is looked at, each time by a call. The row of one that need not wait is there
 * within a tenth of a second or two, and has the name of the log that tells the rest. Where the log
 * can't be followed, the next five looks see the end of most, and later ones come when the build
 * has taken half as long again: the longer one waits, the less a moment more matters. A log that is
 * heard makes the looks seldom from the beginning.
 */
final class PollSchedule {
  private static final List<Duration> FIRST =
      List.of(
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofMillis(550),
          Duration.ofMillis(450),
          Duration.ofMillis(630),
          Duration.ofMillis(880),
          Duration.ofMillis(1240));

  /** Those that are for the row, with or without a log. */
  private static final int FOR_THE_ROW = 3;

  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** Dokploy may lose the connection that brings the log of another server without a word. */
  private static final Duration LONGEST_OF_A_REMOTE = Duration.ofSeconds(40);

  /** After a log that fell silent. */
  private static final Duration AGAIN = Duration.ofSeconds(3);

  /** Dokploy's row follows the log's last words. */
  private static final Duration AFTER_THE_LOG = Duration.ofMillis(100);

  private static final int LOOKS_AFTER_THE_LOG = 5;

  private PollSchedule() {}

  /** Who tells the end. */
  enum Teller {
    /** Only the looks. */
    NONE,
    /** Only the looks again. */
    LOST_LOG,
    LOG,
    REMOTE_LOG
  }

  /**
   * The pause before the next look.
   *
   * @param looks how many there were
   * @param before the pause before the last one
   */
  static Duration next(int looks, Duration before, Teller teller) {
    boolean heard = teller == Teller.LOG || teller == Teller.REMOTE_LOG;
    if (looks < (heard ? FOR_THE_ROW : FIRST.size())) {
      return FIRST.get(looks);
    }
    return switch (teller) {
      case NONE -> shorter(before.multipliedBy(3).dividedBy(2), LONGEST);
      case LOST_LOG -> AGAIN;
      case LOG -> shorter(before.multipliedBy(2), LONGEST);
      case REMOTE_LOG -> shorter(before.multipliedBy(2), LONGEST_OF_A_REMOTE);
    };
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * The pause before the next look once the log has told the end; the usual one where the row does
   * not follow, but no longer than without a log, which has nothing more to tell.
   *
   * @param looks how many there were since
   */
  static Duration afterTheLog(int looks, Duration usual) {
    var next = AFTER_THE_LOG.multipliedBy(1L << Math.min(looks, LOOKS_AFTER_THE_LOG));
    var longest = shorter(usual, AGAIN);
    return looks < LOOKS_AFTER_THE_LOG ? shorter(next, longest) : longest;
  }

  /** Whether a pause is so long that it ends when the log is not heard any more. */
  static boolean needsLog(Duration pause) {
    return pause.compareTo(AGAIN) > 0;
  }
}
