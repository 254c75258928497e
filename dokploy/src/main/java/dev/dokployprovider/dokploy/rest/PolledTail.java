package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.LogTail;
import java.util.function.Supplier;

/**
 * Follows a log of which only the last lines can be read, again and again: what is new is what
 * stands behind the lines that were seen before.
 */
final class PolledTail implements LogTail {
  /** More than a build writes between two looks. */
  static final int LINES = 1000;

  /** Of the text seen before: enough to find the place again, for a build repeats itself. */
  private static final int MEMORY = 2000;

  /** After so many failures in a row it gives up. */
  private static final int PATIENCE = 3;

  private final Supplier<String> read;
  private String seen = "";
  private int failures;

  PolledTail(Supplier<String> read) {
    this.read = read;
  }

  @Override
  public String more() {
    if (failures == PATIENCE) {
      return "";
    }
    try {
      String text = read.get();
      failures = 0;
      String more = behind(seen, text);
      seen = last(text);
      return more;
    } catch (DokployException e) {
      failures++;
      return "";
    }
  }

  /** What of {@code text} comes after {@code seen}; all of it when that is not there any more. */
  private static String behind(String seen, String text) {
    int at = seen.isEmpty() ? -1 : text.lastIndexOf(seen);
    return at < 0 ? text : text.substring(at + seen.length());
  }

  private static String last(String text) {
    return text.length() <= MEMORY ? text : text.substring(text.length() - MEMORY);
  }

  @Override
  public void close() {}
}
