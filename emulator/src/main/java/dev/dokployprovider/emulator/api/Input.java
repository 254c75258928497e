package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.store.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a call was given, by query or body, checked as zod would. */
final class Input {
  private final Map<String, ?> values;
  private final Release release;

  Input(Map<String, ?> values, Release release) {
    this.values = values;
    this.release = release;
  }

  /** The texts of these fields, all of which must be there. */
  Row required(String... names) {
    var row = new Row();
    var issues = new ArrayList<Map<String, Object>>();
    for (String name : names) {
      Object value = values.get(name);
      if (value instanceof String text && !(text.isEmpty() && name.equals("name"))) {
        row.with(name, text);
      } else if (value instanceof String) {
        issues.add(tooShort(name));
      } else {
        issues.add(wrongType(name, value));
      }
    }
    if (!issues.isEmpty()) {
      throw ApiException.invalid(issues);
    }
    return row;
  }

  String text(String name) {
    return values.get(name) instanceof String text ? text : "";
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(values.get(name)) || "true".equals(values.get(name));
  }

  int number(String name, int ifMissing) {
    return switch (values.get(name)) {
      case Number number -> number.intValue();
      case String text when text.matches("\\d{1,6}") -> Integer.parseInt(text);
      case null, default -> ifMissing;
    };
  }

  Map<String, ?> all() {
    return values;
  }

  private Map<String, Object> wrongType(
      String name, @org.jspecify.annotations.Nullable Object value) {
    String received = value == null ? "undefined" : value instanceof Number ? "number" : "object";
    if (release.isZod4()) {
      return Map.of(
          "expected",
          "string",
          "code",
          "invalid_type",
          "path",
          List.of(name),
          "message",
          "Invalid input: expected string, received " + received);
    }
    return Map.of(
        "code",
        "invalid_type",
        "expected",
        "string",
        "received",
        received,
        "path",
        List.of(name),
        "message",
        value == null ? "Required" : "Expected string, received " + received);
  }

  private Map<String, Object> tooShort(String name) {
    return release.isZod4()
        ? Map.of(
            "origin",
            "string",
            "code",
            "too_small",
            "minimum",
            1,
            "inclusive",
            true,
            "path",
            List.of(name),
            "message",
            "Too small: expected string to have >=1 characters")
        : Map.of(
            "code",
            "too_small",
            "minimum",
            1,
            "type",
            "string",
            "inclusive",
            true,
            "exact",
            false,
            "path",
            List.of(name),
            "message",
            "String must contain at least 1 character(s)");
  }
}
