package dev.dokployprovider.provider.problem;

import java.util.regex.Pattern;

/** A word of a line that a person pastes into a POSIX shell. */
public final class PastedWord {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=+,@%-]+");

  private PastedWord() {}

  /** The word, in quotes where the shell would read it otherwise; without control characters. */
  public static String of(String text) {
    String word = text.replaceAll("\\p{Cntrl}", "?");
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
