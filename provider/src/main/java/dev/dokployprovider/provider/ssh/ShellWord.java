package dev.dokployprovider.provider.ssh;

import java.io.File;
import java.util.regex.Pattern;

/**
 * A word of a command line that ssh gives to the user's shell: sh, csh and fish all read it alike.
 */
final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=+,-]+");

  private ShellWord() {}

  /**
   * The word, in quotes where it needs them.
   *
   * @throws IllegalArgumentException where shells or ssh's releases would not read it alike
   */
  static String quote(String word) {
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    if (word.chars().anyMatch(Character::isISOControl) || word.matches(".*[\\\\!\"].*")) {
      throw new IllegalArgumentException(
          "'" + word.replaceAll("\\p{Cntrl}", "?") + "' cannot stand in a command line of ssh's");
    }
    // On Windows there is no shell between, and single quotes mean nothing.
    return File.separatorChar == '\\' ? '"' + word + '"' : "'" + word.replace("'", "'\\''") + "'";
  }
}
