package dev.dokployprovider.provider.machine.progress;

import dev.dokployprovider.provider.machine.progress.Event.Status;
import java.util.function.Supplier;

/** Where events go. The use cases report; renderers show; nothing else prints. */
@FunctionalInterface
public interface Progress {
  void report(Event event);

  /** Does a step between its first and its last event. */
  default <T> T step(String id, String text, Supplier<T> work) {
    report(new Event(id, text, Status.STARTED));
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      report(new Event(id, text, done ? Status.DONE : Status.FAILED));
    }
  }

  /** The same for a step without a result. */
  default void step(String id, String text, Runnable work) {
    this.<Boolean>step(
        id,
        text,
        () -> {
          work.run();
          return true;
        });
  }

  /** Says something that the user must know, and that stays to be read. */
  default void note(String text) {
    report(new Event("note", text, Status.NOTE));
  }

  /** Says what a running step is at. */
  default void working(String id, String text) {
    report(new Event(id, text, Status.WORKING));
  }

  /** A line that a program of a running step printed. */
  default void output(String id, String line) {
    report(new Event(id, line, Status.OUTPUT));
  }
}
