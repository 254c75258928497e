package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.machine.time.Wait;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;

/** What a run does between the signal that ends it and its end, and what it says of that. */
final class Interrupt {
  /** How long it may put in order what it made. */
  static final Duration GRACE = Duration.ofSeconds(90);

  /**
   * A client may send the terminal's Ctrl-C once more, as skevetter's fork of DevPod does. What
   * comes this early is no second one.
   */
  static final Duration SAME = Duration.ofMillis(500);

  private static final Duration LOOK = Duration.ofMillis(100);

  private Interrupt() {}

  /** How the waiting ended. */
  enum Ending {
    /** The run has ended by itself. */
    DONE,
    /** It was interrupted once more, by a user who does not want to wait. */
    AGAIN,
    TIMED_OUT
  }

  /**
   * Waits for the run's end.
   *
   * @param interrupts how many there were so far
   */
  static Ending await(CountDownLatch ended, IntSupplier interrupts, Time time) {
    var pauses = new EndingPauses(ended);
    var wait = Wait.atMost(GRACE, time);
    var first =
        new Object() {
          int count = -1;
        };
    return wait.until(
            pauses,
            () -> {
              if (ended.getCount() == 0) {
                return Optional.of(Ending.DONE);
              }
              int count = interrupts.getAsInt();
              if (wait.passed().compareTo(SAME) < 0 || first.count < 0) {
                first.count = count;
              }
              return count > first.count ? Optional.of(Ending.AGAIN) : Optional.empty();
            })
        .orElse(Ending.TIMED_OUT);
  }

  private record EndingPauses(CountDownLatch ended) implements Wait.Pauses {
    @Override
    public Duration next() {
      return LOOK;
    }

    @Override
    public boolean isCut() {
      return ended.getCount() == 0;
    }
  }

  /**
   * How many SIGINTs this process has got and not answered yet. Java has a thread for each, which
   * waits for the end of the process; there is no other sign of a second one while it ends, but in
   * sun.misc, which javac refuses under -Werror.
   */
  static int count() {
    var group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    var threads = new Thread[group.activeCount() + 16];
    int found = group.enumerate(threads, true);
    int count = 0;
    for (int i = 0; i < found; i++) {
      if (threads[i].getName().equals("SIGINT handler")) {
        count++;
      }
    }
    return count;
  }

  /**
   * Said at once.
   *
   * @param hasMade whether it has made something that it removes now
   */
  static String first(Verb verb, boolean hasMade, boolean terminal) {
    String goesOn =
        switch (verb) {
          case CREATE -> hasMade ? "removing what was made" : "";
          case BACKUP -> "ending the backup";
          case RESTORE -> hasMade ? "removing what was made" : "ending the restore";
          case MOVE -> "ending the move";
          default -> "";
        };
    if (goesOn.isEmpty()) {
      return "Interrupted";
    }
    return "Interrupted; " + goesOn + (terminal ? " (press Ctrl-C again to end at once)" : "");
  }

  /** Said when it is interrupted once more and so ends at once: what may be left. */
  static String second(Verb verb) {
    return "Ended at once. " + mayBeLeft(verb);
  }

  /** Said when the run has not ended in time. */
  static String timedOut(Verb verb) {
    return "dokploy-provider: The cleanup has not ended in time. " + mayBeLeft(verb);
  }

  private static String mayBeLeft(Verb verb) {
    return switch (verb) {
      case BACKUP ->
          "No unfinished file is left, and what runs on the machine goes on. If the machine was"
              + " stopped before, it may run now; to stop it: dokploy-provider stop NAME";
      case RESTORE ->
          "The machine's volumes may be incomplete. To complete them, run the same again. A machine"
              + " that was created for it is removed in the background.";
      case MOVE ->
          "The machine may be stopped, and what was made on the other server may be left. Run"
              + " the same again, which tidies up first; or start the machine where it is:"
              + " dokploy-provider start NAME";
      default ->
          "What was made is removed in the background. To see whether anything is left:"
              + " dokploy-provider prune";
    };
  }
}
