package dev.dokployprovider.provider.world;

import dev.dokployprovider.provider.machine.time.PassingTime;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.machine.time.Time;
import java.time.Duration;
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
  private final Optional<Runnable> happening;
  private final List<String> done = new ArrayList<>();
  private Optional<String> killedBefore = Optional.empty();

  private final Turns turns;

  private Life(int steps, Turns turns, Optional<Runnable> happening) {
    this.steps = steps;
    this.happening = happening;
    this.turns = turns;
  }

  /** One that ends by itself. */
  public static Life whole() {
    return new Life(Integer.MAX_VALUE, Turns.ALONE, Optional.empty());
  }

  /** One that is killed after so many steps. */
  public static Life of(int steps) {
    return new Life(steps, Turns.ALONE, Optional.empty());
  }

  /** One that goes on to its end when something has happened after so many steps. */
  public static Life with(int steps, Runnable happening) {
    return new Life(steps, Turns.ALONE, Optional.of(happening));
  }

  /** One that ends by itself; something happens whenever it has waited. */
  public static Life waiting(Runnable meanwhile) {
    return new Life(Integer.MAX_VALUE, new Meanwhile(meanwhile), Optional.empty());
  }

  /** One that ends by itself, among others. */
  static Life among(Turns turns) {
    return new Life(Integer.MAX_VALUE, turns, Optional.empty());
  }

  /** The clock as the process sees it: while it waits, the others go on. */
  Time clock(StoppedTime time) {
    return new PassingTime(time, duration -> turns.pass(time, duration));
  }

  /** To be called before each step. */
  void step(String what) {
    turns.step();
    if (done.size() == steps) {
      happening.ifPresent(Runnable::run);
    }
    if (happening.isEmpty() && killedBefore.isEmpty() && done.size() >= steps) {
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

  /** There are no others; something happens instead. */
  private record Meanwhile(Runnable what) implements Turns {
    @Override
    public void step() {}

    @Override
    public void pass(StoppedTime time, Duration duration) {
      time.pass(duration);
      what.run();
    }
  }
}
