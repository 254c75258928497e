package dev.dokployprovider.provider.recipe.model;

import dev.dokployprovider.provider.options.Option;

/** What a user's text may hold at all. */
final class TextChecks {
  private TextChecks() {}

  /**
   * @throws InvalidSpecException if the value is not right
   */
  static void require(Option option, boolean right, String reason) {
    if (!right) {
      throw new InvalidSpecException(option, reason);
    }
  }

  /** One line without control characters, which every reader of YAML gives back as it was. */
  static boolean printable(String text) {
    return text.codePoints().noneMatch(TextChecks::control) && !text.contains("\ufeff");
  }

  private static boolean control(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> (codePoint & 0xfffe) == 0xfffe;
    };
  }
}
