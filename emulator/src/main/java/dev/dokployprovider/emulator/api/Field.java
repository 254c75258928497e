package dev.dokployprovider.emulator.api;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field of a procedure's input.
 *
 * @param min the least length of a text, 0: none
 * @param max the greatest length of a text, 0: none
 * @param format a pattern that a text must fit, with the message for one that does not
 * @param options the texts that are allowed, empty: all
 */
record Field(
    String name,
    Kind kind,
    boolean required,
    int min,
    int max,
    @Nullable Pattern format,
    String message,
    List<String> options) {

  enum Kind {
    STRING,
    BOOLEAN,
    NUMBER,
    ANY
  }

  private static final Pattern CONTAINER_ID = Pattern.compile("^[a-zA-Z0-9.\\-_]+$");
  private static final Pattern APP_NAME = Pattern.compile("^[a-zA-Z0-9._-]+$");

  private static Field of(String name, Kind kind, boolean required) {
    return new Field(name, kind, required, 0, 0, null, "", List.of());
  }

  static Field string(String name) {
    return of(name, Kind.STRING, true);
  }

  /** A text that must have a character at least. */
  static Field filled(String name) {
    return new Field(name, Kind.STRING, true, 1, 0, null, "", List.of());
  }

  static Field optional(String name) {
    return of(name, Kind.STRING, false);
  }

  static Field flag(String name) {
    return of(name, Kind.BOOLEAN, false);
  }

  static Field number(String name) {
    return of(name, Kind.NUMBER, false);
  }

  static Field any(String name) {
    return of(name, Kind.ANY, false);
  }

  static Field oneOf(String name, String... options) {
    return new Field(name, Kind.STRING, false, 0, 0, null, "", List.of(options));
  }

  static Field containerId(String name) {
    return new Field(
        name, Kind.STRING, true, 1, 0, CONTAINER_ID, "Invalid container id.", List.of());
  }

  static Field appName() {
    return new Field(
        "appName",
        Kind.STRING,
        false,
        1,
        63,
        APP_NAME,
        "App name can only contain letters, numbers, dots, underscores and hyphens",
        List.of());
  }
}
