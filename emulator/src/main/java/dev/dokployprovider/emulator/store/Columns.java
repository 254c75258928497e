package dev.dokployprovider.emulator.store;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import dev.dokployprovider.emulator.release.ReleaseTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which columns a release's tables have, and their defaults: {@code columns.txt}. */
public final class Columns {
  private final Map<String, Map<String, @Nullable Object>> tables = new LinkedHashMap<>();

  public Columns(Release release) {
    ReleaseTable.read(Columns.class, "columns.txt", release)
        .forEach((name, lines) -> {
          Map<String, @Nullable Object> table = new LinkedHashMap<>();
          for (String line : lines) {
            String[] parts = line.split(" +", 2);
            table.put(parts[0], Json.parse(parts[1]));
          }
          tables.put(name, table);
        });
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
