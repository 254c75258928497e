package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The input that a procedure takes, checked as zod 3 does it, or zod 4 from 0.28.0 on.
 *
 * @param keepsUnknown keeps fields that are not named, rather than to strip them
 */
record Input(List<Field> fields, boolean keepsUnknown) {
  static Input of(Field... fields) {
    return new Input(List.of(fields), false);
  }

  static Input open(Field... fields) {
    return new Input(List.of(fields), true);
  }

  /** The input with flags and numbers as such; throws with all issues when it does not fit. */
  Map<String, @Nullable Object> check(Map<String, @Nullable Object> raw, Release release)
      throws ApiException {
    Map<String, @Nullable Object> checked = new LinkedHashMap<>(keepsUnknown ? raw : Map.of());
    List<Map<String, @Nullable Object>> issues = new ArrayList<>();
    Issues texts = new Issues(release);
    for (Field field : fields) {
      if (!raw.containsKey(field.name())) {
        if (field.required()) {
          issues.add(texts.type(field.name(), "string", "undefined"));
        }
      } else {
        Object value = raw.get(field.name());
        checked.put(field.name(), check(field, value, texts, issues));
      }
    }
    if (!issues.isEmpty()) {
      throw ApiException.invalid(issues);
    }
    return checked;
  }

  private static @Nullable Object check(
      Field field,
      @Nullable Object value,
      Issues texts,
      List<Map<String, @Nullable Object>> issues) {
    return switch (field.kind()) {
      case ANY -> value;
      case BOOLEAN -> truth(value);
      case NUMBER -> number(field, value, texts, issues);
      case STRING -> text(field, value, texts, issues);
    };
  }

  /** JavaScript's Boolean(): the text "false" is true. */
  private static boolean truth(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case String text -> !text.isEmpty();
      case Number number -> number.doubleValue() != 0;
      default -> true;
    };
  }

  private static @Nullable Object number(
      Field field,
      @Nullable Object value,
      Issues texts,
      List<Map<String, @Nullable Object>> issues) {
    if (value == null || value instanceof Number) {
      return value;
    }
    try {
      return Long.parseLong(String.valueOf(value));
    } catch (NumberFormatException e) {
      issues.add(texts.type(field.name(), "number", "nan"));
      return null;
    }
  }

  private static @Nullable Object text(
      Field field,
      @Nullable Object value,
      Issues texts,
      List<Map<String, @Nullable Object>> issues) {
    if (value == null && !field.required()) {
      return null;
    }
    if (!(value instanceof String text)) {
      issues.add(texts.type(field.name(), "string", Issues.typeOf(value)));
      return null;
    }
    Pattern format = field.format();
    if (!field.options().isEmpty() && !field.options().contains(text)) {
      issues.add(texts.option(field.name(), field.options(), text));
    } else if (text.length() < field.min()) {
      issues.add(texts.tooSmall(field.name(), field.min()));
    } else if (field.max() > 0 && text.length() > field.max()) {
      issues.add(texts.tooBig(field.name(), field.max()));
    } else if (format != null && !format.matcher(text).find()) {
      issues.add(texts.format(field.name(), format.pattern(), field.message()));
    }
    return text;
  }

  /** The issues of zod's error as 0.28.0 and later repeat them in {@code data}. */
  static Map<String, @Nullable Object> zodError(List<Map<String, @Nullable Object>> issues) {
    Map<String, List<Object>> byField = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> issue : issues) {
      String field = String.valueOf(Json.listAt(issue, "path").getFirst());
      byField
          .computeIfAbsent(field, name -> new ArrayList<>())
          .add(String.valueOf(issue.get("message")));
    }
    return Json.object("formErrors", List.of(), "fieldErrors", byField);
  }
}
