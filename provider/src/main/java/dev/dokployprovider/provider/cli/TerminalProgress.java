package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.machine.progress.Event;
import dev.dokployprovider.provider.machine.progress.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** One line for each step, written over while the step goes on, for a person at a terminal. */
final class TerminalProgress implements Progress {
  private static final String ERASE_LINE = "\r\u001B[2K";
  private static final int WIDTH = 79;

  private final PrintStream out;
  private final LongSupplier nanos;
  private final boolean colour;
  private final Map<String, Long> started = new HashMap<>();

  TerminalProgress(PrintStream out, LongSupplier nanos, boolean colour) {
    this.out = out;
    this.nanos = nanos;
    this.colour = colour;
  }

  @Override
  public void report(Event event) {
    switch (event.status()) {
      case STARTED -> {
        started.put(event.id(), nanos.getAsLong());
        overwrite("  " + event.text() + " ...");
      }
      case WORKING -> overwrite("  " + event.text());
      case NOTE -> out.println(ERASE_LINE + "! " + event.text());
      case DONE -> end("\u001B[32m", "✓", event);
      case FAILED -> end("\u001B[31m", "✗", event);
    }
  }

  private void overwrite(String line) {
    out.print(ERASE_LINE + (line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…"));
    out.flush();
  }

  private void end(String paint, String mark, Event event) {
    Long start = started.remove(event.id());
    String took =
        start == null ? "" : "  " + Took.text(Duration.ofNanos(nanos.getAsLong() - start));
    out.println(
        ERASE_LINE + (colour ? paint + mark + "\u001B[0m" : mark) + " " + event.text() + took);
  }
}
