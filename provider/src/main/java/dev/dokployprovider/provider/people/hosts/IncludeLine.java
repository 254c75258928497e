package dev.dokployprovider.provider.people.hosts;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The lines of ours in the text of the user's ssh configuration. They stand at its top: below a
 * Host line they would count for that host only, and ssh takes the first value that it finds. Pure
 * functions over texts that have a character for each byte; the rest of them stays as it is.
 */
final class IncludeLine {
  private static final String COMMENT =
      "# Hosts of dokploy-provider; \"dokploy-provider config-ssh --remove\" takes these lines away.";

  private static final String INCLUDE =
      "[ \\t]*Include[ \\t]+(?![^\\n]*/machines/)[^\\n]*/ssh_config\"?[ \\t]*(?:\\r?\\n|\\z)";

  /** The comment, with or without the line that it tells of; no other Include. */
  private static final Pattern OURS =
      Pattern.compile(
          "(?m)^[ \\t]*\\Q"
              + COMMENT
              + "\\E[ \\t]*(?:\\r?\\n|\\z)(?:\\s*^"
              + INCLUDE
              + ")?(?:\\r?\\n)?");

  /**
   * What every release of ssh reads literally in an Include. In place of any other character stands
   * the one that matches each: a release reads the percent sign as the beginning of a name, all
   * read brackets and stars as patterns.
   */
  private static final Pattern NOT_LITERAL = Pattern.compile("[^\\p{L}\\p{N} /._@+:,=~-]");

  private IncludeLine() {}

  static String in(String text, Path file) {
    return lines(file) + without(text);
  }

  static String without(String text) {
    return OURS.matcher(text).replaceAll("");
  }

  private static String lines(Path file) {
    return COMMENT + "\n" + bytes(of(file)) + "\n\n";
  }

  /** The line itself, for a user who adds it manually. */
  static String of(Path file) {
    String text = file.toAbsolutePath().toString();
    String path = file.getFileSystem().getSeparator().equals("\\") ? text.replace('\\', '/') : text;
    return "Include \"" + NOT_LITERAL.matcher(path).replaceAll("?") + "\"";
  }

  /** A character for each byte, as the rest of the text has it. */
  private static String bytes(String path) {
    return new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
