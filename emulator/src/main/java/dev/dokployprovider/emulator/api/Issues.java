package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What zod says of a wrong input: version 3's words, or version 4's from 0.28.0 on. A path is the
 * field's name, with an index in it for an element; empty for the whole input.
 */
record Issues(Release release) {
  boolean four() {
    return release.isTrpc11();
  }

  static String typeOf(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Boolean flag -> "boolean";
      case Number number -> "number";
      case List<?> list -> "array";
      case Map<?, ?> map -> "object";
      default -> "string";
    };
  }

  Map<String, @Nullable Object> type(List<Object> path, String expected, String received) {
    return four()
        ? Json.object(
            "expected",
            expected,
            "code",
            "invalid_type",
            "path",
            path,
            "message",
            "Invalid input: expected " + expected + ", received " + received)
        : Json.object(
            "code", "invalid_type",
            "expected", expected,
            "received", received,
            "path", path,
            "message",
                received.equals("undefined")
                    ? "Required"
                    : "Expected " + expected + ", received " + received);
  }

  /** A field that must be there and is not. */
  Map<String, @Nullable Object> missing(Field field) {
    List<Object> path = List.of(field.name());
    if (four() && field.nonoptional()) {
      return Json.object(
          "code", "invalid_type",
          "expected", "nonoptional",
          "path", path,
          "message", "Invalid input: expected nonoptional, received undefined");
    }
    String expected =
        switch (field.kind()) {
          case NUMBER, INTEGER, PLAIN_NUMBER -> "number";
          case BOOLEAN, PLAIN_BOOLEAN -> "boolean";
          case STRINGS, ARRAY -> "array";
          case OBJECT -> "object";
          case STRING, ANY -> "string";
        };
    return type(path, expected, "undefined");
  }

  Map<String, @Nullable Object> missingOption(Field field) {
    return four()
        ? option(List.of(field.name()), field.options(), null)
        : type(List.of(field.name()), joined(field.options(), "'", " | "), "undefined");
  }

  Map<String, @Nullable Object> notANumber(List<Object> path) {
    return four()
        ? Json.object(
            "expected", "number",
            "code", "invalid_type",
            "received", "NaN",
            "path", path,
            "message", "Invalid input: expected number, received NaN")
        : type(path, "number", "nan");
  }

  Map<String, @Nullable Object> notAnInteger(List<Object> path) {
    return four()
        ? Json.object(
            "expected", "int",
            "format", "safeint",
            "code", "invalid_type",
            "path", path,
            "message", "Invalid input: expected int, received number")
        : type(path, "integer", "float");
  }

  Map<String, @Nullable Object> option(
      List<Object> path, List<String> options, @Nullable Object received) {
    if (four()) {
      return Json.object(
          "code",
          "invalid_value",
          "values",
          options,
          "path",
          path,
          "message",
          "Invalid option: expected one of " + joined(options, "\"", "|"));
    }
    String expected = joined(options, "'", " | ");
    return received instanceof String text
        ? Json.object(
            "received", text,
            "code", "invalid_enum_value",
            "options", options,
            "path", path,
            "message", "Invalid enum value. Expected " + expected + ", received '" + text + "'")
        : type(path, expected, typeOf(received));
  }

  /** Zod 3 of a text that is none of a union's literals. */
  Map<String, @Nullable Object> union(
      List<Object> path, List<String> options, @Nullable Object received) {
    List<Map<String, @Nullable Object>> errors =
        options.stream()
            .map(option ->
                Json.object(
                    "issues",
                    List.of(
                        Json.object(
                            "received", received,
                            "code", "invalid_literal",
                            "expected", option,
                            "path", path,
                            "message", "Invalid literal value, expected \"" + option + "\"")),
                    "name",
                    "ZodError"))
            .toList();
    return Json.object(
        "code", "invalid_union", "unionErrors", errors, "path", path, "message", "Invalid input");
  }

  private static String joined(List<String> options, String quote, String between) {
    return options.stream()
        .map(option -> quote + option + quote)
        .collect(Collectors.joining(between));
  }

  /**
   * A value below the least.
   *
   * @param type string or number
   * @param own the message, empty: zod's own
   */
  Map<String, @Nullable Object> tooSmall(List<Object> path, String type, long minimum, String own) {
    if (four()) {
      return Json.object(
          "origin",
          type,
          "code",
          "too_small",
          "minimum",
          minimum,
          "inclusive",
          true,
          "path",
          path,
          "message",
          own.isEmpty() ? "Too small: expected " + bound(type, ">=", minimum) : own);
    }
    String message =
        type.equals("string")
            ? "String must contain at least " + minimum + " character(s)"
            : "Number must be greater than or equal to " + minimum;
    return Json.object(
        "code", "too_small",
        "minimum", minimum,
        "type", type,
        "inclusive", true,
        "exact", false,
        "message", message,
        "path", path);
  }

  /**
   * A value above the greatest.
   *
   * @param type string or number
   * @param own the message, empty: zod's own
   */
  Map<String, @Nullable Object> tooBig(List<Object> path, String type, long maximum, String own) {
    if (four()) {
      return Json.object(
          "origin",
          type,
          "code",
          "too_big",
          "maximum",
          maximum,
          "inclusive",
          true,
          "path",
          path,
          "message",
          own.isEmpty() ? "Too big: expected " + bound(type, "<=", maximum) : own);
    }
    String message =
        type.equals("string")
            ? "String must contain at most " + maximum + " character(s)"
            : "Number must be less than or equal to " + maximum;
    return Json.object(
        "code", "too_big",
        "maximum", maximum,
        "type", type,
        "inclusive", true,
        "exact", false,
        "message", message,
        "path", path);
  }

  private static String bound(String type, String sign, long bound) {
    return type.equals("string")
        ? "string to have " + sign + bound + " characters"
        : "number to be " + sign + bound;
  }

  Map<String, @Nullable Object> format(List<Object> path, Field.Format format) {
    String pattern = "/" + format.pattern().pattern() + "/";
    return four()
        ? Json.object(
            "origin",
            "string",
            "code",
            "invalid_format",
            "format",
            "regex",
            "pattern",
            pattern,
            "path",
            path,
            "message",
            format.message().isEmpty()
                ? "Invalid string: must match pattern " + pattern
                : format.message())
        : Json.object(
            "validation",
            "regex",
            "code",
            "invalid_string",
            "message",
            format.message().isEmpty() ? "Invalid" : format.message(),
            "path",
            path);
  }
}
