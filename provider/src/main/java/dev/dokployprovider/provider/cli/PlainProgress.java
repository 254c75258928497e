package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.machine.progress.Event;
import dev.dokployprovider.provider.machine.progress.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** A line for each event, for logs: DevPod shows them one by one. */
final class PlainProgress implements Progress {
  private final PrintStream out;
  private final LongSupplier nanos;
  private final Map<String, Long> started = new HashMap<>();

  /**
   * @param nanos a clock that only goes forward, in nanoseconds
   */
  PlainProgress(PrintStream out, LongSupplier nanos) {
    this.out = out;
    this.nanos = nanos;
  }

  @Override
  public void report(Event event) {
    switch (event.status()) {
      case STARTED -> {
        started.put(event.id(), nanos.getAsLong());
        out.println(event.text() + " ...");
      }
      case WORKING -> out.println("  " + event.text());
      case NOTE -> out.println(event.text());
      case DONE -> out.println(event.text() + ": done" + took(event));
      case FAILED -> out.println(event.text() + ": failed" + took(event));
    }
  }

  private String took(Event event) {
    Long start = started.remove(event.id());
    return start == null ? "" : " (" + Took.text(Duration.ofNanos(nanos.getAsLong() - start)) + ")";
  }
}
