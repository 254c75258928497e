package dev.dokployprovider.emulator.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A field of a procedure's input.
 *
 * @param nonoptional whether zod 4 words its absence as that of a field that was optional before
 * @param nullable whether it may be null
 * @param min the least length of a text, or the least number; null: none
 * @param max the greatest
 * @param format what a text must look like
 * @param options the texts that are allowed, empty: all
 * @param union whether zod 3 sees the options as a union
 * @param words the messages for a text that is too short and too long, empty: zod's own
 * @param member what an object must have, empty: anything
 */
record Field(
    String name,
    Kind kind,
    boolean required,
    boolean nonoptional,
    boolean nullable,
    Optional<Long> min,
    Optional<Long> max,
    Optional<Format> format,
    List<String> options,
    boolean union,
    List<String> words,
    String member) {

  enum Kind {
    STRING,
    NUMBER,
    INTEGER,
    PLAIN_NUMBER,
    PLAIN_BOOLEAN,
    BOOLEAN,
    STRINGS,
    ARRAY,
    OBJECT,
    ANY
  }

  /**
   * A pattern, with the message for an invalid text.
   *
   * @param message empty: zod's own
   */
  record Format(Pattern pattern, String message) {
    private static Format of(String pattern, String message) {
      return new Format(Pattern.compile(pattern), message);
    }
  }

  private static final String DOCKER = "^[a-zA-Z0-9.\\-_]+$";

  private static final Map<String, Format> FORMATS =
      Map.of(
          "app-name",
          Format.of(
              "^[a-zA-Z0-9._-]+$",
              "App name can only contain letters, numbers, dots, underscores and hyphens"),
          "container-id",
          Format.of(DOCKER, "Invalid container id."),
          "docker-app-name",
          Format.of(DOCKER, "Invalid app name."),
          "volume-name",
          Format.of(DOCKER, "Invalid volume name."),
          "since",
          Format.of("^(all|\\d+[smhd])$", "Invalid since format"),
          "search",
          Format.of("^[a-zA-Z0-9 ._-]{0,500}$", ""));

  private static final Map<String, List<String>> WORDS =
      Map.of("key-name", List.of("Name is required", "Name must be at most 32 characters"));

  /** Reads a line of {@code inputs.txt}, such as {@code name string required min=1}. */
  static Field parse(String line) {
    List<String> words = new ArrayList<>(Arrays.asList(line.split(" +", -1)));
    String name = words.removeFirst();
    String type = words.removeFirst();
    boolean options = type.contains("|");
    return new Field(
        name,
        options ? Kind.STRING : Kind.valueOf(type.toUpperCase(Locale.ROOT).replace('-', '_')),
        words.contains("required") || words.contains("nonoptional"),
        words.contains("nonoptional"),
        words.contains("null"),
        value(words, "min").map(Long::valueOf),
        value(words, "max").map(Long::valueOf),
        value(words, "format").map(format -> Objects.requireNonNull(FORMATS.get(format), format)),
        options ? List.of(type.split("\\|", -1)) : List.of(),
        words.contains("union"),
        value(words, "words")
            .map(key -> Objects.requireNonNull(WORDS.get(key), key))
            .orElse(List.of()),
        value(words, "with").orElse(""));
  }

  private static Optional<String> value(List<String> words, String key) {
    return words.stream()
        .filter(word -> word.startsWith(key + "="))
        .map(word -> word.substring(key.length() + 1))
        .findFirst();
  }
}
