package dev.dokployprovider.emulator.http;

import dev.dokployprovider.emulator.json.Json;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts calls and the bytes of their answers, by procedure. */
final class Calls {
  private record Count(long begun, long calls, long bytes) {}

  private final Map<String, Count> counts = new TreeMap<>();

  /** A call has come; its answer may take a while. */
  synchronized void begun(String procedure) {
    add(procedure, new Count(1, 0, 0));
  }

  synchronized void answered(String procedure, long bytes) {
    add(procedure, new Count(0, 1, bytes));
  }

  private void add(String procedure, Count count) {
    counts.merge(
        procedure,
        count,
        (a, b) -> new Count(a.begun() + b.begun(), a.calls() + b.calls(), a.bytes() + b.bytes()));
  }

  synchronized void reset() {
    counts.clear();
  }

  /** {@code {NAME: {"begun", "calls", "bytes"}}}: those that have come, and those answered. */
  synchronized Map<String, @Nullable Object> shown() {
    Map<String, @Nullable Object> shown = new TreeMap<>();
    counts.forEach((name, count) ->
        shown.put(
            name,
            Json.object("begun", count.begun(), "calls", count.calls(), "bytes", count.bytes())));
    return shown;
  }
}
