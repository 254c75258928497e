package dev.dokployprovider.dokploy.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value (RFC 8259). Looking into a value never throws: what is absent or of another kind is
 * {@link Null}, so that an answer with a field missing is read as far as it goes.
 */
public sealed interface Json {

  /** {@code null}, and what is absent. */
  enum Null implements Json {
    NULL;

    @Override
    public String toString() {
      return "null";
    }
  }

  record Bool(boolean value) implements Json {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  record Num(BigDecimal value) implements Json {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  record Text(String value) implements Json {
    @Override
    public String toString() {
      return JsonWriter.write(this);
    }
  }

  record Array(List<Json> items) implements Json {
    public Array {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return JsonWriter.write(this);
    }
  }

  /** Members in the order they were written. */
  record Obj(Map<String, Json> members) implements Json {
    public Obj {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Written out, since a record's own is generated again in each run, for 10 ms. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Obj(var others) && others.equals(members);
    }

    @Override
    public int hashCode() {
      return members.hashCode();
    }

    /** This object with one more member, or another value for it. */
    public Obj with(String name, Json value) {
      var copy = new LinkedHashMap<>(members);
      copy.put(name, value);
      return new Obj(copy);
    }

    public Obj with(String name, String value) {
      return with(name, new Text(value));
    }

    public Obj with(String name, boolean value) {
      return with(name, new Bool(value));
    }

    public Obj with(String name, long value) {
      return with(name, new Num(BigDecimal.valueOf(value)));
    }

    @Override
    public String toString() {
      return JsonWriter.write(this);
    }
  }

  /** An object without members, to build on. */
  static Obj object() {
    return new Obj(Map.of());
  }

  /**
   * Reads one value that fills the whole text.
   *
   * @throws JsonException where the text is not JSON, with the place
   */
  static Json parse(String text) {
    return new JsonReader(text).readDocument();
  }

  /** The member of that name, or {@link Null}. */
  default Json get(String name) {
    return this instanceof Obj(var members) ? members.getOrDefault(name, Null.NULL) : Null.NULL;
  }

  /** The items of an array; of anything else, none. */
  default List<Json> items() {
    return this instanceof Array(var items) ? items : List.of();
  }

  /** The members of an object; of anything else, none. */
  default Map<String, Json> fields() {
    return this instanceof Obj(var members) ? members : Map.of();
  }

  /** The text of a string; of anything else, nothing. */
  default Optional<String> text() {
    return this instanceof Text(var value) ? Optional.of(value) : Optional.empty();
  }

  /** The text of a string, or {@code ""}. */
  default String textOrEmpty() {
    return text().orElse("");
  }

  /** A whole number that an {@code int} holds; of anything else, nothing. */
  default Optional<Integer> integer() {
    if (this instanceof Num(var value)) {
      try {
        return Optional.of(value.intValueExact());
      } catch (ArithmeticException notAnInt) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  default boolean isTrue() {
    return this instanceof Bool(var value) && value;
  }

  default boolean isNull() {
    return this instanceof Null;
  }

  /** An array of these values. */
  static Array array(Iterable<? extends Json> items) {
    var list = new ArrayList<Json>();
    items.forEach(list::add);
    return new Array(list);
  }
}
