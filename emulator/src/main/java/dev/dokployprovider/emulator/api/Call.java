package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.store.Row;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call of a procedure.
 *
 * @param member the caller's membership in the organisation
 * @param input the checked input
 */
record Call(Row member, Map<String, @Nullable Object> input) {
  /** A text of the input; empty when it is absent or null. */
  String text(String name) {
    return input.get(name) instanceof String text ? text : "";
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(input.get(name));
  }

  int number(String name, int otherwise) {
    return input.get(name) instanceof Number number ? number.intValue() : otherwise;
  }
}
