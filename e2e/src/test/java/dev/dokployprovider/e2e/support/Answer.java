package dev.dokployprovider.e2e.support;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A JSON value of the emulator's, to look into; what is not there fails the test. */
public record Answer(Object value) {

  public Answer at(String name) {
    return new Answer(Objects.requireNonNull(((Map<?, ?>) value).get(name), name));
  }

  public String text(String name) {
    return String.valueOf(at(name).value);
  }

  /** A project's environments; before 0.25.0 the project itself holds the services. */
  public List<Answer> environments() {
    return names().contains("environments") ? at("environments").items() : List.of(this);
  }

  /** A member that may be null, as "null". */
  public String orNull(String name) {
    return String.valueOf(((Map<?, ?>) value).get(name));
  }

  public List<Answer> items() {
    return ((List<?>) value).stream().map(Answer::of).toList();
  }

  /** The names of an object's members. */
  public Set<String> names() {
    return ((Map<?, ?>) value).keySet().stream().map(String::valueOf).collect(Collectors.toSet());
  }

  /** The values of an object's members. */
  public List<Answer> members() {
    return ((Map<?, ?>) value).values().stream().map(Answer::of).toList();
  }

  public long number() {
    return ((Number) value).longValue();
  }

  private static Answer of(@Nullable Object item) {
    return new Answer(Objects.requireNonNull(item));
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
