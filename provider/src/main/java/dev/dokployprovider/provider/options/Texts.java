package dev.dokployprovider.provider.options;

import dev.dokployprovider.dokploy.Secret;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The checks of single values. Each throws IllegalArgumentException that says what is meant. */
final class Texts {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");
  private static final Pattern IPV6 =
      Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9]+)?");

  /** As Docker's reference grammar, without its rarer separators. */
  private static final Pattern IMAGE =
      Pattern.compile(
          "[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?(?::\\d{1,5})?"
              + "(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*"
              + "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");

  private Texts() {}

  static Secret token(String text) {
    String token = text.strip();
    if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException("a key has no blanks and only plain characters");
    }
    return new Secret(token);
  }

  static String name(String text) {
    String name = text.strip();
    if (name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a name has 1 to 100 characters on one line");
    }
    return name;
  }

  static Path readableFile(String text) {
    Path file;
    try {
      file = Path.of(text.strip());
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("it is not a file's path: " + e.getReason(), e);
    }
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IllegalArgumentException("there is no such file, or it can't be read");
    }
    return file.toAbsolutePath();
  }

  static String image(String text) {
    String image = text.strip();
    if (image.length() > 255 || !IMAGE.matcher(image).matches()) {
      throw new IllegalArgumentException(
          "an image is written as NAME, NAME:TAG or REGISTRY/NAME:TAG");
    }
    return image;
  }

  static String host(String text) {
    String host = text.strip().replaceAll("^\\[(.*)\\]$", "$1");
    if (!HOST.matcher(host).matches() && !IPV6.matcher(host).matches()) {
      throw new IllegalArgumentException("it is a host name or an IP address, without a port");
    }
    return host;
  }
}
