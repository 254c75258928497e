package dev.dokployprovider.emulator.store;

import dev.dokployprovider.emulator.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A table whose rows are files of their own, so that a write costs the same however many rows there
 * are. A file's name is the row's number in order of insertion; no text of a caller gets into it.
 */
public final class Table {
  private record Entry(long number, Row row) {}

  private final Path folder;
  private final String key;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long last;

  /** Reads the table in a folder, which is made when it is missing. */
  public Table(Path folder, String key) {
    this.folder = folder;
    this.key = key;
    try {
      Files.createDirectories(folder);
      try (var files = Files.list(folder)) {
        files
            .filter(file -> file.toString().endsWith(".json"))
            .sorted(Comparator.comparingLong(Table::number))
            .forEach(this::load);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - ".json".length()));
  }

  private void load(Path file) {
    try {
      Row row = new Row(Json.parseObject(Files.readString(file)));
      last = number(file);
      entries.put(row.text(key), new Entry(last, row));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public synchronized Optional<Row> find(String id) {
    return Optional.ofNullable(entries.get(id)).map(Entry::row);
  }

  /** All rows that fit, oldest first. */
  public synchronized List<Row> where(Predicate<Row> condition) {
    return entries.values().stream().map(Entry::row).filter(condition).toList();
  }

  public synchronized List<Row> all() {
    return where(row -> true);
  }

  public synchronized Row insert(Row row) {
    Entry entry = new Entry(++last, row);
    FileTrees.writeAtomically(file(entry), Json.write(row.columns()));
    entries.put(row.text(key), entry);
    return row;
  }

  /** Changes a row; empty when there is none of that id. */
  public synchronized Optional<Row> update(String id, UnaryOperator<Row> change) {
    Entry entry = entries.get(id);
    if (entry == null) {
      return Optional.empty();
    }
    Row row = change.apply(entry.row());
    if (!row.equals(entry.row())) {
      Entry changed = new Entry(entry.number(), row);
      FileTrees.writeAtomically(file(changed), Json.write(row.columns()));
      entries.put(id, changed);
    }
    return Optional.of(row);
  }

  public synchronized Optional<Row> remove(String id) {
    Entry entry = entries.remove(id);
    if (entry == null) {
      return Optional.empty();
    }
    FileTrees.delete(file(entry));
    return Optional.of(entry.row());
  }

  /** Removes all rows that fit and returns them. */
  public synchronized List<Row> removeWhere(Predicate<Row> condition) {
    List<Row> removed = new ArrayList<>(where(condition));
    removed.forEach(row -> remove(row.text(key)));
    return removed;
  }

  private Path file(Entry entry) {
    return folder.resolve(entry.number() + ".json");
  }
}
