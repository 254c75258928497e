package dev.dokployprovider.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares two JSON values by their keys and kinds; a null fits everything. */
final class Shape {
  private final List<String> differences = new ArrayList<>();

  private Shape() {}

  /** Where the values differ; the first side is the real one. */
  static List<String> differences(@Nullable Object real, @Nullable Object ours) {
    var shape = new Shape();
    shape.compare("", real, ours);
    return shape.differences;
  }

  private void compare(String at, @Nullable Object real, @Nullable Object ours) {
    if (real == null || ours == null) {
      return;
    }
    if (real instanceof Map<?, ?> realMap && ours instanceof Map<?, ?> ourMap) {
      maps(at, realMap, ourMap);
    } else if (real instanceof List<?> realList && ours instanceof List<?> ourList) {
      if (!realList.isEmpty() && !ourList.isEmpty()) {
        compare(at + "[]", realList.getFirst(), ourList.getFirst());
      }
    } else if (!kind(real).equals(kind(ours))) {
      differences.add(at + ": " + kind(real) + " and not " + kind(ours));
    }
  }

  private void maps(String at, Map<?, ?> real, Map<?, ?> ours) {
    for (var key : real.keySet()) {
      if (!ours.containsKey(key)) {
        differences.add(at + "." + key + " is missing");
      }
    }
    for (var key : ours.keySet()) {
      if (!real.containsKey(key)) {
        differences.add(at + "." + key + " is too much");
      }
      compare(at + "." + key, real.get(key), ours.get(key));
    }
  }

  private static String kind(Object value) {
    return switch (value) {
      case Map<?, ?> map -> "object";
      case List<?> list -> "array";
      case Number number -> "number";
      case Boolean bool -> "boolean";
      default -> "string";
    };
  }
}
