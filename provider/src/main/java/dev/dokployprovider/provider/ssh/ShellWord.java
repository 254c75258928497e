package dev.dokployprovider.provider.ssh;

import java.io.File;
import java.util.regex.Pattern;

/**
 * A word of a command line that ssh gives to the user's shell: sh, csh and fish all read it alike.
 */
final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=+,-]+");

  private static final Pattern UNLIKE = Pattern.compile("[\\\\!\"]");

  private ShellWord() {}

  /**
   * The word, in quotes where it needs them.
   *
   * @throws IllegalArgumentException where shells or ssh's releases would not read it alike
   */
  static String quote(String word) {
    // On Windows there is no shell between, and single quotes mean nothing.
    boolean windows = File.separatorChar == '\\';
    String text = windows ? word.replace('\\', '/') : word;
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    if (text.chars().anyMatch(Character::isISOControl) || UNLIKE.matcher(text).find()) {
      throw new IllegalArgumentException(
          "'" + text.replaceAll("\\p{Cntrl}", "?") + "' cannot stand in a command line of ssh's");
    }
    return windows ? '"' + text + '"' : "'" + text.replace("'", "'\\''") + "'";
  }
}
