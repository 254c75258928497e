package dev.dokployprovider.provider.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** A text in the lines that fit a terminal. */
public final class FoldedText {
  /** A text that is folded narrower than this is harder to read than one that the terminal cuts. */
  private static final int LEAST = 20;

  private FoldedText() {}

  /**
   * How wide a line may be.
   *
   * @param terminal whether it is written to one; anything else has no bound
   * @param width of that terminal; asked when it is needed
   */
  public static int columns(boolean terminal, IntSupplier width) {
    return terminal ? width.getAsInt() : Integer.MAX_VALUE / 2;
  }

  /**
   * Folds it between words.
   *
   * @param text a line, which begins with what stands left of the text
   * @param indent where the text begins, and each further line of it
   * @param columns of the terminal
   * @return at least one line; longer than the terminal only where a word is
   */
  public static List<String> of(String text, int indent, int columns) {
    var lines = new ArrayList<String>();
    String rest = text;
    while (rest.length() > columns && columns - indent >= LEAST) {
      int before = rest.lastIndexOf(' ', columns);
      int cut = before > indent ? before : rest.indexOf(' ', columns);
      if (cut < 0) {
        break;
      }
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = " ".repeat(indent) + rest.substring(cut).strip();
    }
    lines.add(rest);
    return List.copyOf(lines);
  }
}
