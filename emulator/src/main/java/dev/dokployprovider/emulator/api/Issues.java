package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What zod says of a wrong input: version 3's words, or version 4's from 0.28.0 on. */
record Issues(Release release) {
  private boolean four() {
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

  Map<String, @Nullable Object> type(String field, String expected, String received) {
    if (four()) {
      return Json.object(
          "expected",
          expected,
          "code",
          "invalid_type",
          "path",
          List.of(field),
          "message",
          "Invalid input: expected " + expected + ", received " + received);
    }
    return Json.object(
        "code",
        "invalid_type",
        "expected",
        expected,
        "received",
        received,
        "path",
        List.of(field),
        "message",
        received.equals("undefined")
            ? "Required"
            : "Expected " + expected + ", received " + received);
  }

  Map<String, @Nullable Object> option(String field, List<String> options, String received) {
    if (four()) {
      return Json.object(
          "code",
          "invalid_value",
          "values",
          options,
          "path",
          List.of(field),
          "message",
          "Invalid option: expected one of " + joined(options, "\"", "|"));
    }
    return Json.object(
        "received",
        received,
        "code",
        "invalid_enum_value",
        "options",
        options,
        "path",
        List.of(field),
        "message",
        "Invalid enum value. Expected "
            + joined(options, "'", " | ")
            + ", received '"
            + received
            + "'");
  }

  private static String joined(List<String> options, String quote, String between) {
    return options.stream()
        .map(option -> quote + option + quote)
        .collect(Collectors.joining(between));
  }

  Map<String, @Nullable Object> tooSmall(String field, int minimum) {
    return four()
        ? Json.object(
            "origin",
            "string",
            "code",
            "too_small",
            "minimum",
            minimum,
            "inclusive",
            true,
            "path",
            List.of(field),
            "message",
            "Too small: expected string to have >=" + minimum + " characters")
        : Json.object(
            "code",
            "too_small",
            "minimum",
            minimum,
            "type",
            "string",
            "inclusive",
            true,
            "exact",
            false,
            "message",
            "String must contain at least " + minimum + " character(s)",
            "path",
            List.of(field));
  }

  Map<String, @Nullable Object> tooBig(String field, int maximum) {
    return four()
        ? Json.object(
            "origin",
            "string",
            "code",
            "too_big",
            "maximum",
            maximum,
            "inclusive",
            true,
            "path",
            List.of(field),
            "message",
            "Too big: expected string to have <=" + maximum + " characters")
        : Json.object(
            "code",
            "too_big",
            "maximum",
            maximum,
            "type",
            "string",
            "inclusive",
            true,
            "exact",
            false,
            "message",
            "String must contain at most " + maximum + " character(s)",
            "path",
            List.of(field));
  }

  Map<String, @Nullable Object> format(String field, String pattern, String message) {
    return four()
        ? Json.object(
            "origin",
            "string",
            "code",
            "invalid_format",
            "format",
            "regex",
            "pattern",
            "/" + pattern + "/",
            "path",
            List.of(field),
            "message",
            message)
        : Json.object(
            "validation",
            "regex",
            "code",
            "invalid_string",
            "message",
            message,
            "path",
            List.of(field));
  }
}
