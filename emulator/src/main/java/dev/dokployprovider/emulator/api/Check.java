package dev.dokployprovider.emulator.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the values of one input, and collects what is wrong with them.
 *
 * @param texts how faults are worded
 * @param issues what was found; grows
 */
record Check(Issues texts, List<Map<String, @Nullable Object>> issues) {

  /** A field that must be there and is not: what zod 3 makes out of nothing, or an issue. */
  @Nullable Object missing(Field field) {
    boolean made = !field.nonoptional() || !texts.four();
    if (made && field.kind() == Field.Kind.BOOLEAN) {
      return false;
    }
    issues.add(
        made && field.kind() == Field.Kind.NUMBER
            ? texts.notANumber(List.of(field.name()))
            : field.options().isEmpty() || field.nonoptional()
                ? texts.missing(field)
                : texts.missingOption(field));
    return null;
  }

  /** The value as the procedure gets it. */
  @Nullable Object value(Field field, @Nullable Object value) {
    if (value == null && field.nullable()) {
      return null;
    }
    return switch (field.kind()) {
      case ANY -> value;
      case BOOLEAN -> truth(value);
      case NUMBER, INTEGER -> number(field, value);
      case PLAIN_NUMBER -> value instanceof Number ? value : wrong(field, "number", value);
      case PLAIN_BOOLEAN -> value instanceof Boolean ? value : wrong(field, "boolean", value);
      case STRING -> text(field, value);
      case STRINGS, ARRAY -> list(field, value);
      case OBJECT -> object(field, value);
    };
  }

  /** JavaScript's Boolean(), which the REST form applies: the text "false" is true. */
  private static boolean truth(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case String text -> !text.isEmpty();
      case Number number -> number.doubleValue() != 0;
      default -> true;
    };
  }

  private @Nullable Object wrong(Field field, String expected, @Nullable Object value) {
    issues.add(texts.type(List.of(field.name()), expected, Issues.typeOf(value)));
    return null;
  }

  private @Nullable Object number(Field field, @Nullable Object value) {
    Number number = asNumber(value);
    List<Object> path = List.of(field.name());
    if (number == null) {
      issues.add(texts.notANumber(path));
      return null;
    }
    if (field.kind() == Field.Kind.INTEGER && number.doubleValue() % 1 != 0) {
      issues.add(texts.notAnInteger(path));
    } else if (field.min().isPresent() && number.doubleValue() < field.min().get()) {
      issues.add(texts.tooSmall(path, "number", field.min().get(), ""));
    } else if (field.max().isPresent() && number.doubleValue() > field.max().get()) {
      issues.add(texts.tooBig(path, "number", field.max().get(), ""));
    }
    return number;
  }

  /** JavaScript's Number(); null for NaN. */
  private static @Nullable Number asNumber(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case Number number -> number;
      case Boolean flag -> flag ? 1 : 0;
      case String text -> parsed(text);
      default -> null;
    };
  }

  private static @Nullable Number parsed(String text) {
    try {
      double number = text.isBlank() ? 0 : Double.parseDouble(text);
      if (number % 1 == 0) {
        return (long) number;
      }
      return number;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private @Nullable Object text(Field field, @Nullable Object value) {
    List<Object> path = List.of(field.name());
    if (!field.options().isEmpty()) {
      if (!(value instanceof String text) || !field.options().contains(text)) {
        issues.add(
            field.union()
                ? texts.union(path, field.options(), value)
                : texts.option(path, field.options(), value));
      }
      return value;
    }
    if (!(value instanceof String text)) {
      return wrong(field, "string", value);
    }
    if (field.min().isPresent() && text.length() < field.min().get()) {
      issues.add(texts.tooSmall(path, "string", field.min().get(), word(field, 0)));
    }
    if (field.max().isPresent() && text.length() > field.max().get()) {
      issues.add(texts.tooBig(path, "string", field.max().get(), word(field, 1)));
    }
    field
        .format()
        .filter(format -> !format.pattern().matcher(text).find())
        .ifPresent(format -> issues.add(texts.format(path, format)));
    return text;
  }

  private static String word(Field field, int index) {
    return field.words().isEmpty() ? "" : field.words().get(index);
  }

  private @Nullable Object list(Field field, @Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      return wrong(field, "array", value);
    }
    for (int i = 0; i < list.size() && field.kind() == Field.Kind.STRINGS; i++) {
      if (!(list.get(i) instanceof String)) {
        issues.add(texts.type(List.of(field.name(), i), "string", Issues.typeOf(list.get(i))));
      }
    }
    return list;
  }

  private @Nullable Object object(Field field, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return wrong(field, "object", value);
    }
    String member = field.member();
    if (!member.isEmpty() && !(map.get(member) instanceof String)) {
      String received = map.containsKey(member) ? Issues.typeOf(map.get(member)) : "undefined";
      issues.add(texts.type(List.of(field.name(), member), "string", received));
    }
    return map;
  }
}
