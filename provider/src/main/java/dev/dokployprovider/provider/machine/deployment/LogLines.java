package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Secret;
import java.util.List;
import java.util.regex.Pattern;

/** Makes lines for a person out of the text of a log: no escape sequences, no secret, no frames. */
public final class LogLines {
  /** Colours and cursor movements, and titles up to their end. */
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\\x1B(?:\\[[0-9;?]*[ -/]*[@-~]|][^\\x07\\x1B]*(?:\\x07|\\x1B\\\\)?|[ -/]+[0-~]|[@-Z\\\\^_])");

  /** A line that is written over again and again: only its last state counts. */
  private static final Pattern OVERWRITTEN = Pattern.compile("(?m)^.*\\r(?=[^\\r\\n]*\\S)");

  private static final Pattern FRAME = Pattern.compile("[\\u2500-\\u257F\\s]*");
  private static final Pattern FRAMED =
      Pattern.compile("^[\\u2500-\\u257F]\\s?|[\\u2500-\\u257F]$");

  private LogLines() {}

  /** The text without colours, cursor movements and titles; other control characters stay. */
  public static String withoutEscapes(String text) {
    return ESCAPES.matcher(text).replaceAll("");
  }

  /**
   * @param secret what may never be shown
   * @param longest how many characters of a line are kept
   */
  static List<String> of(String text, Secret secret, int longest) {
    String plain = withoutEscapes(text).replace(secret.reveal(), "[secret]");
    return OVERWRITTEN
        .matcher(plain)
        .replaceAll("")
        .lines()
        .filter(line -> !FRAME.matcher(line).matches())
        .map(line -> FRAMED.matcher(line).replaceAll(""))
        .map(line -> line.replaceAll("[\\p{Cntrl}\\x80-\\x9F]", " ").strip())
        .filter(line -> !line.isEmpty())
        .map(line -> cut(line, longest))
        .toList();
  }

  private static String cut(String line, int longest) {
    return line.length() <= longest ? line : line.substring(0, longest - 3) + "...";
  }
}
