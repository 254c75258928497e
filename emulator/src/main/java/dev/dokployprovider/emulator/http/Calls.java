package dev.dokployprovider.emulator.http;

import dev.dokployprovider.emulator.json.Json;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts calls and the bytes of their answers, by procedure. */
final class Calls {
  private record Count(long calls, long bytes) {}

  private final Map<String, Count> counts = new TreeMap<>();

  synchronized void add(String procedure, long bytes) {
    counts.merge(
        procedure,
        new Count(1, bytes),
        (a, b) -> new Count(a.calls() + b.calls(), a.bytes() + b.bytes()));
  }

  synchronized void reset() {
    counts.clear();
  }

  /** {@code {"procedures": {NAME: {"calls", "bytes"}}, "calls": ALL, "bytes": ALL}}. */
  synchronized Map<String, @Nullable Object> shown() {
    Map<String, Object> procedures = new TreeMap<>();
    long calls = 0;
    long bytes = 0;
    for (var entry : counts.entrySet()) {
      Count count = entry.getValue();
      procedures.put(entry.getKey(), Json.object("calls", count.calls(), "bytes", count.bytes()));
      calls += count.calls();
      bytes += count.bytes();
    }
    return Json.object("procedures", procedures, "calls", calls, "bytes", bytes);
  }
}
