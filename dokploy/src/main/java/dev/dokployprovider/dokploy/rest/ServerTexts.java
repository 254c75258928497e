package dev.dokployprovider.dokploy.rest;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes a server's text fit into one line of a message. */
final class ServerTexts {
  private static final int MAX_LENGTH = 300;
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>(.*?)</title", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern MARKUP = Pattern.compile("<[^>]*>");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

  /** Of a remote server before 0.25.7 (docs/reference/dokploy.md §1.3). */
  private static final Pattern REMOTE =
      Pattern.compile(
          "Command exited with code \\S+ Stderr:(.*?)(?:, command: .*)?\\z", Pattern.DOTALL);

  private ServerTexts() {}

  /** The first line that says something, without control characters, cut to a length. */
  static String line(String text) {
    return text.lines()
        .map(ServerTexts::flat)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("");
  }

  /**
   * Why something failed on the server. A failed command comes as the command and, in the lines
   * below, what it said: of docker compose that is first what it did, and last what went wrong. A
   * failed query comes as its whole SQL, which is no reason to a reader.
   */
  static String reason(String text) {
    String first = line(text);
    if (first.contains("Command failed:")) {
      return cause(text.lines().skip(text.lines().takeWhile(String::isBlank).count() + 1), first);
    }
    var remote = REMOTE.matcher(text);
    if (remote.find()) {
      return cause(remote.group(1).lines(), first);
    }
    return withoutQuery(first);
  }

  private static String cause(Stream<String> said, String otherwise) {
    List<String> lines = said.map(ServerTexts::flat).filter(line -> !line.isEmpty()).toList();
    return lines.stream()
        .filter(line -> line.startsWith("Error"))
        .findFirst()
        .orElseGet(() -> lines.isEmpty() ? otherwise : lines.getLast());
  }

  /** A line of an error, with less of the query than its name. */
  static String withoutQuery(String line) {
    int query = line.indexOf("Failed query:");
    return query < 0 ? line : line.substring(0, query) + "a query of Dokploy's database failed";
  }

  /** What a page calls itself, or how another text begins. */
  static String summary(String body) {
    var title = TITLE.matcher(body);
    if (title.find()) {
      return flat(title.group(1));
    }
    return line(MARKUP.matcher(body).replaceAll("\n"));
  }

  private static String flat(String text) {
    String flat = BLANKS.matcher(text).replaceAll(" ").strip();
    return flat.length() <= MAX_LENGTH ? flat : flat.substring(0, MAX_LENGTH - 1) + "…";
  }
}
