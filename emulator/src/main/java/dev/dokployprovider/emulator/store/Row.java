package dev.dokployprovider.emulator.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of Dokploy's database: JSON values by column, in the order that answers show them. */
public final class Row extends LinkedHashMap<String, @Nullable Object> {
  private static final long serialVersionUID = 1L;

  public Row() {}

  public Row(Map<String, ? extends @Nullable Object> columns) {
    super(columns);
  }

  /** The same row with one more column. */
  public Row with(String column, @Nullable Object value) {
    put(column, value);
    return this;
  }

  /** A column's text; {@code ""} where there is none. */
  public String text(String column) {
    return get(column) instanceof String text ? text : "";
  }

  public boolean is(String column) {
    return Boolean.TRUE.equals(get(column));
  }

  /** A whole number; 0 where there is none. */
  public long number(String column) {
    return get(column) instanceof Number number ? number.longValue() : 0;
  }
}
