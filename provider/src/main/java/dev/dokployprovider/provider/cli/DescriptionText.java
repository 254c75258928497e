package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.machine.describe.Description;
import dev.dokployprovider.provider.problem.FoldedText;

/** Shows a description: a name on the left, its lines on the right. */
final class DescriptionText {
  private DescriptionText() {}

  /**
   * The whole text.
   *
   * @param columns of the terminal, in which longer lines are folded
   */
  static String of(Description description, int columns) {
    int width =
        description.facts().stream().mapToInt(fact -> fact.name().length()).max().orElse(0) + 2;
    var text = new StringBuilder();
    for (var fact : description.facts()) {
      String name = fact.name();
      for (String line : fact.lines()) {
        String whole =
            name + " ".repeat(width - name.length()) + line.replaceAll("\\p{Cntrl}", "?");
        FoldedText.of(whole, width, columns).forEach(one -> text.append(one).append('\n'));
        name = "";
      }
    }
    return text.toString();
  }
}
