package dev.dokployprovider.provider.cli;

import java.util.Optional;

/** Asks a person. */
interface Asker {
  void say(String line);

  /**
   * One line of what the person answers; nothing at the end of the input.
   *
   * @param secret whether the answer is kept from the screen
   */
  Optional<String> ask(String question, boolean secret);
}
