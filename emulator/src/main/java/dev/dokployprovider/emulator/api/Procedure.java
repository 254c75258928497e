package dev.dokployprovider.emulator.api;

import org.jspecify.annotations.Nullable;

/**
 * A procedure of the API.
 *
 * @param mutation called by POST; a query is called by GET
 */
record Procedure(String name, boolean mutation, Body body) {

  /** What an answer without a value is: a 200 with an empty body. */
  enum Undefined {
    UNDEFINED
  }

  @FunctionalInterface
  interface Body {
    /** The answer: a JSON value, or {@link Undefined#UNDEFINED}. */
    @Nullable Object run(Call call) throws ApiException, InterruptedException;
  }

  static Procedure query(String name, Body body) {
    return new Procedure(name, false, body);
  }

  static Procedure mutation(String name, Body body) {
    return new Procedure(name, true, body);
  }
}
