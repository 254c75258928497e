package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.machine.describe.Description;

/** Shows a description: a name on the left, its lines on the right. */
final class DescriptionText {
  private DescriptionText() {}

  static String of(Description description) {
    int width =
        description.facts().stream().mapToInt(fact -> fact.name().length()).max().orElse(0) + 2;
    var text = new StringBuilder();
    for (var fact : description.facts()) {
      String name = fact.name();
      for (String line : fact.lines()) {
        text.append(name).append(" ".repeat(width - name.length()));
        text.append(line.replaceAll("\\p{Cntrl}", "?")).append('\n');
        name = "";
      }
    }
    return text.toString();
  }
}
