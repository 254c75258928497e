package dev.dokployprovider.provider.options;

import dev.dokployprovider.dokploy.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checks of single values. Each throws IllegalArgumentException that says what is meant. */
final class OptionValues {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");

  /** With two colons: one of them stands before a port. */
  private static final Pattern IPV6 =
      Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9]+)?");

  /** A host among what people write with it. */
  private static final Pattern SURROUNDED =
      Pattern.compile("(?:[A-Za-z]+://)?(?<host>[A-Za-z0-9._-]+)(?::[0-9]*)?(?:/.*)?");

  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern DOMAIN =
      Pattern.compile("(?=.{1,180}$)" + LABEL + "(?:\\." + LABEL + ")*");

  private OptionValues() {}

  /** A key, or where it is. */
  static Secret token(String text) {
    String token = text.strip();
    if (TokenReference.of(token).isPresent()) {
      return new Secret(token);
    }
    if (token.matches("~?/.*") && Files.isReadable(file(token))) {
      throw new UnusableValueException("it is a file's path, and no key", "file:" + token);
    }
    notJustAKey(token);
    if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException("a key has no spaces and only plain characters");
    }
    return new Secret(token);
  }

  /** A key has letters, digits, - and _: what people paste around it is no part of it. */
  private static void notJustAKey(String token) {
    if (token.matches("(?i)(?:bearer|x-api-key:?)\\s.*")) {
      throw new IllegalArgumentException(
          "the key alone is needed, without \"" + token.split("\\s", 2)[0] + "\"");
    }
    if (token.matches("(['\"]).*\\1")) {
      throw new IllegalArgumentException("the quotation marks around the key do not belong to it");
    }
    if (token.matches("(?i)(?:file|env|command):.*")) {
      throw new IllegalArgumentException("file:, env: and command: are written in small letters");
    }
    if (token.matches("[A-Za-z_]+=.*")) {
      throw new IllegalArgumentException("the key alone is needed, without a name and =");
    }
  }

  static String name(String text) {
    String name = text.strip();
    if (name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a name has 1 to 100 characters on one line");
    }
    return name;
  }

  /** A file that need not be there until it is used. */
  static Path file(String text) {
    try {
      return Path.of(text.strip().replaceFirst("^~(?=/)", home())).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("it is not a file's path: " + e.getReason(), e);
    }
  }

  /**
   * As {@link #file}; a login itself in its place would be shown as the path that can't be read.
   */
  static Path fileOfLogins(String text) {
    if (text.strip().startsWith("{") || text.matches("[^/\\\\]{2,}:[^/\\\\].*")) {
      throw new IllegalArgumentException(
          "it is the path of a file such as ~/.docker/config.json, and not a login itself");
    }
    return file(text);
  }

  /** A file's path on the machine, which the agent's commands have between quotes or bare. */
  static String absolutePath(String text) {
    String path = text.strip().replaceFirst("(?<=.)/+$", "");
    if (!path.matches("/[A-Za-z0-9._/+@-]{1,200}")) {
      throw new IllegalArgumentException(
          "it is an absolute path of letters, digits and . _ / + @ -, such as"
              + " /var/lib/devpod/agent");
    }
    return path;
  }

  static Path readableFile(String text) {
    Path file = file(text);
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IllegalArgumentException("there is no file " + file + ", or it can't be read");
    }
    return file;
  }

  static List<String> words(String text) {
    return List.of(text.strip().split("[\\s,]+", -1));
  }

  /**
   * {@code NAME=VALUE} lines. A value is all that follows the first {@code =}, blanks too; empty
   * lines and lines that begin with {@code #} do not count.
   */
  static Map<String, String> variables(String text) {
    return named(text.lines().map(String::stripLeading), "NAME=VALUE");
  }

  /** {@code NAME=/PATH} lines, read as {@link #variables} but without spaces around. */
  static Map<String, String> places(String text) {
    return named(text.lines().map(String::strip), "NAME=/PATH");
  }

  private static Map<String, String> named(Stream<String> lines, String form) {
    var values = new TreeMap<String, String>();
    lines
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> {
          int equals = line.indexOf('=');
          if (equals < 1) {
            throw new IllegalArgumentException("each line must be " + form);
          }
          values.put(line.substring(0, equals), line.substring(equals + 1));
        });
    return values;
  }

  /** Keys themselves, or the path of a file of them, such as ~/.ssh/id_ed25519.pub. */
  static List<String> publicKeys(String text) {
    boolean isPath = !text.strip().contains(" ");
    String keys = isPath ? content(text) : text;
    if (keys.contains("PRIVATE KEY-----")) {
      throw privateKey(isPath ? text.strip() + ".pub" : "");
    }
    return lines(keys);
  }

  private static IllegalArgumentException privateKey(String publicFile) {
    String why = "it is a private key; the public one is in the file whose name ends in .pub";
    return !publicFile.isEmpty() && Files.isReadable(file(publicFile))
        ? new UnusableValueException(why, publicFile)
        : new UnusableValueException(why);
  }

  /** The script itself, or the path of a file that holds it. */
  static String script(String text) {
    boolean isPath = text.strip().matches("~?/.*");
    return isPath ? content(text) : text;
  }

  private static String content(String path) {
    try {
      return Files.readString(readableFile(path));
    } catch (IOException e) {
      throw new IllegalArgumentException("the file can't be read", e);
    }
  }

  private static List<String> lines(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static String home() {
    return Matcher.quoteReplacement(UserHome.ofThisProcess().toString());
  }

  static String host(String text) {
    String host = text.strip().replaceAll("^\\[(.*)\\]$", "$1");
    if (!HOST.matcher(host).matches() && !IPV6.matcher(host).matches()) {
      String why = "it is a host name or an IP address, without a port";
      Matcher surrounded = SURROUNDED.matcher(host);
      throw surrounded.matches() && HOST.matcher(surrounded.group("host")).matches()
          ? new UnusableValueException(why, surrounded.group("host"))
          : new UnusableValueException(why);
    }
    return host;
  }

  /** In lower case, without dots at its ends. */
  static String domain(String text) {
    String domain = text.strip().toLowerCase(Locale.ROOT);
    if (!DOMAIN.matcher(domain).matches()) {
      throw new IllegalArgumentException("it is a domain such as dev.example.com");
    }
    return domain;
  }

  static int port(String text) {
    String port = text.strip();
    if (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > 65535) {
      throw new IllegalArgumentException("it is a port, a number from 1 to 65535");
    }
    return Integer.parseInt(port);
  }

  static boolean flag(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "1" -> true; // what Go takes, and so DevPod
      case "false", "f", "0" -> false;
      default -> throw new IllegalArgumentException("it is true or false");
    };
  }
}
