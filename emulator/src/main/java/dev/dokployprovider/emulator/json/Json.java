package dev.dokployprovider.emulator.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * Reads and writes JSON as plain values: {@code Map}, {@code List}, {@code String}, {@code Number},
 * {@code Boolean} and null.
 */
public final class Json {
  private static final JSON CODEC = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private Json() {}

  /** Reads one value; throws {@link IllegalArgumentException} when the text is no JSON. */
  public static @Nullable Object parse(String text) {
    if (text.strip().equals("null")) {
      return null;
    }
    try {
      return CODEC.anyFrom(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  /** Reads an object; throws {@link IllegalArgumentException} when the text is none. */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> parseObject(String text) {
    if (parse(text) instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  /** Writes a value compactly. */
  public static String write(@Nullable Object value) {
    return value == null ? "null" : CODEC.asString(value);
  }

  /** Writes a value on several lines, as JavaScript's {@code JSON.stringify(value, null, 2)}. */
  public static String writeIndented(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    indented(value, "\n", text);
    return text.toString();
  }

  private static void indented(@Nullable Object value, String line, StringBuilder text) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        text.append(separator).append(line).append("  ").append(write(entry.getKey())).append(": ");
        indented(entry.getValue(), line + "  ", text);
        separator = ",";
      }
      text.append(line).append('}');
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      String separator = "[";
      for (Object element : list) {
        text.append(separator).append(line).append("  ");
        indented(element, line + "  ", text);
        separator = ",";
      }
      text.append(line).append(']');
    } else {
      text.append(write(value));
    }
  }

  /** An object of the given names and values, in order: {@code object("a", 1, "b", null)}. */
  public static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return object;
  }

  /** The member of an object as an object; empty when it is none. */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> objectAt(
      Map<String, @Nullable Object> object, String name) {
    return object.get(name) instanceof Map<?, ?> map
        ? (Map<String, @Nullable Object>) map
        : Map.of();
  }

  /** The member of an object as a list; empty when it is none. */
  @SuppressWarnings("unchecked")
  public static List<@Nullable Object> listAt(Map<String, @Nullable Object> object, String name) {
    return object.get(name) instanceof List<?> list ? (List<@Nullable Object>) list : List.of();
  }
}
