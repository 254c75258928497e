package dev.dokployprovider.emulator.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * All tables, in memory and in one file that is replaced whole after each change, so that the
 * emulator may be killed at any time. Rows that are handed out are copies.
 */
public final class Store {
  private final Path file;
  private final Map<Table, Map<String, Row>> tables = new EnumMap<>(Table.class);

  private Store(Path file) {
    this.file = file;
    for (var table : Table.values()) {
      tables.put(table, new LinkedHashMap<>());
    }
  }

  /** Opens the store of a folder, with what it held before. */
  public static Store open(Path folder) {
    var store = new Store(folder.resolve("state.json"));
    try {
      Files.createDirectories(folder);
      if (Files.exists(store.file)) {
        store.load(JSON.std.mapFrom(Files.readString(store.file)));
      }
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JacksonException e) {
      throw new IllegalStateException(store.file + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Adds a row, or replaces the one with its key. */
  public synchronized void put(Table table, Row row) {
    rows(table).put(row.text(table.key()), new Row(row));
    save();
  }

  public synchronized Optional<Row> find(Table table, String key) {
    return Optional.ofNullable(rows(table).get(key)).map(Row::new);
  }

  /** The rows that fit, oldest first. */
  public synchronized List<Row> where(Table table, Predicate<Row> condition) {
    return rows(table).values().stream().filter(condition).map(Row::new).toList();
  }

  /** The rows with that text in a column, oldest first. */
  public List<Row> where(Table table, String column, String value) {
    return where(table, row -> row.text(column).equals(value));
  }

  public synchronized void remove(Table table, String key) {
    rows(table).remove(key);
    save();
  }

  /** Changes columns of a row that exists; of one that is gone, nothing. */
  public synchronized void update(Table table, String key, Map<String, ?> columns) {
    var row = rows(table).get(key);
    if (row != null) {
      row.putAll(columns);
      save();
    }
  }

  private Map<String, Row> rows(Table table) {
    return tables.computeIfAbsent(table, absent -> new LinkedHashMap<>());
  }

  private void load(Map<String, Object> saved) {
    for (var table : Table.values()) {
      if (saved.get(table.name()) instanceof List<?> list) {
        for (var item : list) {
          if (item instanceof Map<?, ?> map) {
            var row = new Row();
            map.forEach((column, value) -> row.put(String.valueOf(column), value));
            rows(table).put(row.text(table.key()), row);
          }
        }
      }
    }
  }

  private void save() {
    var all = new LinkedHashMap<String, List<Row>>();
    tables.forEach((table, rows) -> all.put(table.name(), new ArrayList<>(rows.values())));
    try {
      Path part = file.resolveSibling("state.json.part");
      Files.writeString(part, JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(all));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
