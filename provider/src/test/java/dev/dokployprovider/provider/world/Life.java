package dev.dokployprovider.provider.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The life of one process: every call to Dokploy, every run of ssh and every change of a file is a
 * step of it, and before any step it can be killed. To be killed after the effect of one is to be
 * killed before the next.
 */
public final class Life {
  private final int steps;
  private final List<String> done = new ArrayList<>();
  private Optional<String> killedBefore = Optional.empty();

  private Life(int steps) {
    this.steps = steps;
  }

  /** One that ends by itself. */
  public static Life whole() {
    return new Life(Integer.MAX_VALUE);
  }

  /** One that is killed after so many steps. */
  public static Life of(int steps) {
    return new Life(steps);
  }

  /** To be called before each step. */
  void step(String what) {
    if (killedBefore.isEmpty() && done.size() >= steps) {
      killedBefore = Optional.of(what);
    }
    killedBefore.ifPresent(first -> {
      throw new Killed(first);
    });
    done.add(what);
  }

  /** What was done, in its order. */
  public List<String> steps() {
    return List.copyOf(done);
  }
}
