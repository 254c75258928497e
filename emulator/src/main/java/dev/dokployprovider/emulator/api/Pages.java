package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.store.Row;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the search procedures answer: a page of items and the count of all. */
final class Pages {
  private static final int USUAL = 20;
  private static final int MOST = 100;

  private Pages() {}

  static Map<String, @Nullable Object> of(
      List<Row> found, Call call, Function<Row, Map<String, @Nullable Object>> view) {
    int limit = Math.clamp(call.number("limit", USUAL), 1, MOST);
    return Json.object(
        "items",
        found.stream().skip(Math.max(0, call.number("offset", 0))).limit(limit).map(view).toList(),
        "total",
        found.size());
  }
}
