package dev.dokployprovider.provider.machine.deployment;

/**
 * A log that comes in pieces: half a line waits for its other half, and half a private key, which
 * is left out as a whole. A line that does not end is dropped, since a secret in a part of it could
 * not be told.
 */
final class LineBuffer {
  /** In characters. */
  static final int LONGEST = 1 << 20;

  private static final String DROPPED = "[a line that is too long]\n";

  /** No line with which a key begins is longer. */
  private static final int KEY_LINE = 100;

  private String rest = "";
  private boolean dropping;

  /** What can be read by itself by now. */
  String complete(String more) {
    String text = rest + more;
    if (dropping) {
      int lineEnd = text.indexOf('\n');
      if (lineEnd < 0) {
        rest = end(text);
        return "";
      }
      dropping = false;
      text = DROPPED + keyIn(text.substring(0, lineEnd + 1)) + text.substring(lineEnd + 1);
    }
    int end = LogSecrets.endOfComplete(text);
    rest = text.substring(end);
    if (rest.length() > LONGEST) {
      dropping = true;
      rest = end(rest);
    }
    return text.substring(0, end);
  }

  /** All that is kept of a line that is dropped: a key may begin at its end. */
  private static String end(String text) {
    int key = text.lastIndexOf(LogSecrets.KEY_BEGINS);
    return key >= 0 && text.length() - key < LogSecrets.LONGEST_KEY
        ? text.substring(key)
        : text.substring(Math.max(0, text.length() - KEY_LINE));
  }

  private static String keyIn(String line) {
    int at = line.lastIndexOf(LogSecrets.KEY_BEGINS);
    return at < 0 ? "" : line.substring(at);
  }

  /** What waits, when nothing more comes. */
  String rest() {
    String last = dropping ? DROPPED : rest;
    rest = "";
    dropping = false;
    return last;
  }
}
