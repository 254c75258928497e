package dev.dokployprovider.provider.cli.progress;

/** How wide a text is on a terminal, in columns. */
final class Columns {
  private Columns() {}

  /** The text, or as much of its beginning as fits with an ellipsis behind it. */
  static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    var cut = new StringBuilder();
    int left = columns - 1;
    for (int point : text.codePoints().toArray()) {
      left -= of(point);
      if (left < 0) {
        break;
      }
      cut.appendCodePoint(point);
    }
    return columns < 1 ? "" : cut + "…";
  }

  static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  /** None for what stands on the character before it, two for East Asian ones and pictures. */
  private static int of(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(point) ? 2 : 1;
  }

  private static boolean isWide(int point) {
    return Character.isIdeographic(point)
        || Character.isEmojiPresentation(point)
        || (point >= 0x1100 && point <= 0x115F)
        || (point >= 0x2E80 && point <= 0xA4CF)
        || (point >= 0xAC00 && point <= 0xD7A3)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0xFE30 && point <= 0xFE6F)
        || (point >= 0xFF00 && point <= 0xFF60)
        || (point >= 0xFFE0 && point <= 0xFFE6);
  }
}
