package dev.dokployprovider.emulator.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of a table: columns by name, in order. Never changes. */
public final class Row {
  private final Map<String, @Nullable Object> columns;

  public Row(Map<String, @Nullable Object> columns) {
    this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /** All columns, in order; cannot be changed. */
  public Map<String, @Nullable Object> columns() {
    return columns;
  }

  public @Nullable Object get(String column) {
    return columns.get(column);
  }

  /** A column's text; empty when it is null. */
  public String text(String column) {
    return columns.get(column) instanceof String text ? text : "";
  }

  public boolean flag(String column) {
    return Boolean.TRUE.equals(columns.get(column));
  }

  /** A column's whole number; the given one when it is null. */
  public long number(String column, long otherwise) {
    return columns.get(column) instanceof Number number ? number.longValue() : otherwise;
  }

  /** A column's texts; empty when it is null. */
  public List<String> texts(String column) {
    return columns.get(column) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  public boolean contains(String column, String element) {
    return texts(column).contains(element);
  }

  /** This row with one column changed (or added at the end). */
  public Row with(String column, @Nullable Object value) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(columns);
    changed.put(column, value);
    return new Row(changed);
  }

  /** This row with the columns that the other map names changed. */
  public Row withAll(Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(columns);
    changed.putAll(values);
    return new Row(changed);
  }

  /** This row with one element more in a column of texts, unless it is there already. */
  public Row withElement(String column, String element) {
    if (contains(column, element)) {
      return this;
    }
    return with(
        column,
        java.util.stream.Stream.concat(texts(column).stream(), java.util.stream.Stream.of(element))
            .toList());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Row row && row.columns.equals(columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  /** The names of the columns only: rows hold hashed keys and compose files. */
  @Override
  public String toString() {
    return "Row" + columns.keySet();
  }
}
