package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.problem.FoldedText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Where a typed verb is read and written.
 *
 * @param person whether one is there to read and answer
 * @param terminal whether standard output is one
 * @param colour whether escape sequences for colours are welcome there
 * @param secrets asks for what must not be shown; nothing without an answer
 * @param width of a line, in characters; asked when it is needed
 */
public record Screen(
    PrintStream out,
    PrintStream err,
    BufferedReader in,
    boolean person,
    boolean terminal,
    boolean colour,
    IntSupplier width,
    Function<String, Optional<String>> secrets) {

  /** How wide a line on standard output may be. */
  int columns() {
    return FoldedText.columns(terminal, width);
  }

  /** Whether a person says yes; false without a terminal. */
  boolean confirms(String question) {
    if (!person) {
      return false;
    }
    err.print(question + " [y/N] ");
    err.flush();
    try {
      return Optional.ofNullable(in.readLine()).orElse("").strip().matches("(?i)y(es)?");
    } catch (IOException e) {
      return false;
    }
  }
}
