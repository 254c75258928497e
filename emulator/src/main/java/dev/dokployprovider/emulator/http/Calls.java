package dev.dokployprovider.emulator.http;

import dev.dokployprovider.emulator.store.Row;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Counts calls and the bytes of their answers, by procedure. */
final class Calls {
  private record Count(long calls, long bytes) {
    Count plus(long more) {
      return new Count(calls + 1, bytes + more);
    }
  }

  private final Map<String, Count> counts = new TreeMap<>();

  synchronized void count(String procedure, Answer answer) {
    long bytes = answer.body().getBytes(StandardCharsets.UTF_8).length;
    counts.merge(procedure, new Count(1, bytes), (old, one) -> old.plus(one.bytes()));
  }

  synchronized Row shown() {
    var row = new Row();
    counts.forEach((name, count) ->
        row.with(name, new Row().with("calls", count.calls()).with("bytes", count.bytes())));
    return row;
  }

  synchronized void reset() {
    counts.clear();
  }
}
