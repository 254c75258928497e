package dev.dokployprovider.emulator.store;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which columns a release's tables have, and their defaults: {@code columns.txt}. */
public final class Columns {
  private final Map<String, Map<String, @Nullable Object>> tables = new LinkedHashMap<>();

  public Columns(Release release) {
    Map<String, @Nullable Object> table = new LinkedHashMap<>();
    for (String line : resource().lines().toList()) {
      if (line.startsWith("[")) {
        table = new LinkedHashMap<>();
        tables.put(line.substring(1, line.length() - 1), table);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split(" +", 4);
        if (isIn(parts[0], parts[1], release)) {
          table.put(parts[2], Json.parse(parts[3]));
        }
      }
    }
  }

  private static boolean isIn(String since, String until, Release release) {
    return (since.equals("-") || release.compareTo(Release.parse(since).orElseThrow()) >= 0)
        && (until.equals("-") || release.compareTo(Release.parse(until).orElseThrow()) < 0);
  }

  private static String resource() {
    try (var in = Columns.class.getResourceAsStream("columns.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean has(String table, String column) {
    return of(table).containsKey(column);
  }

  /** A new row: the table's defaults, and the given values of columns that it has. */
  public Row row(String table, Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>(of(table));
    values.forEach((name, value) -> row.replace(name, value));
    return new Row(row);
  }

  /** The values that belong to columns of the table. */
  public Map<String, @Nullable Object> known(String table, Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> known = new LinkedHashMap<>(values);
    known.keySet().retainAll(of(table).keySet());
    return known;
  }

  private Map<String, @Nullable Object> of(String table) {
    return Objects.requireNonNull(tables.get(table), table);
  }
}
