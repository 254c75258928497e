package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.provider.machine.retry.WriteRecovery;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.function.Supplier;

/** What has to be put in order although the program was interrupted. */
public final class Uninterrupted {
  private Uninterrupted() {}

  /** Does it, and lets the thread be interrupted afterwards if it was before. */
  public static void run(Runnable work) {
    var _ =
        get(() -> {
          work.run();
          return true;
        });
  }

  /**
   * The same for what has a result. It is done twice where the first time was interrupted, also by
   * an interrupt that came meanwhile: Ctrl-C may end a program of ours before it reaches this one.
   */
  public static <T> T get(Supplier<T> work) {
    boolean before = Thread.interrupted();
    try {
      return work.get();
    } catch (ProblemException e) {
      if (!(e.problem() instanceof Problem.Interrupted)) {
        throw e;
      }
    } catch (DokployException e) {
      if (!WriteRecovery.byInterrupt(e.failure())) {
        throw e;
      }
    } finally {
      if (before) {
        Thread.currentThread().interrupt();
      }
    }
    return again(work);
  }

  private static <T> T again(Supplier<T> work) {
    // An interrupt whose flag was seen may still close the file or end the call that comes next.
    var _ = Thread.interrupted();
    try {
      return work.get();
    } finally {
      Thread.currentThread().interrupt();
    }
  }
}
