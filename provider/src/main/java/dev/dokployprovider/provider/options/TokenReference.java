package dev.dokployprovider.provider.options;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a key is, in place of the key itself: DevPod copies every option to each machine, and a
 * reference means nothing there. It is read on this computer each time the program runs.
 */
public sealed interface TokenReference {

  /** {@code file:PATH}: the file's first line. */
  record InFile(Path path) implements TokenReference {}

  /** {@code env:NAME}: the variable's value. */
  record InVariable(String name) implements TokenReference {}

  /** {@code command:PROGRAM ARGS}: the first line that the program prints. */
  record OfCommand(List<String> words) implements TokenReference {
    public OfCommand {
      words = List.copyOf(words);
    }
  }

  /**
   * Reads an option's value.
   *
   * @return empty where it is a key itself
   * @throws IllegalArgumentException where it is a reference that leads nowhere
   */
  static Optional<TokenReference> of(String text) {
    String value = text.strip();
    if (value.startsWith("file:")) {
      return Optional.of(new InFile(path(value.substring("file:".length()))));
    }
    if (value.startsWith("env:")) {
      return Optional.of(new InVariable(variable(value.substring("env:".length()))));
    }
    if (value.startsWith("command:")) {
      return Optional.of(new OfCommand(words(value.substring("command:".length()))));
    }
    return Optional.empty();
  }

  private static Path path(String text) {
    try {
      Path path =
          text.startsWith("~/")
              ? UserHome.ofThisProcess().resolve(text.substring(2))
              : Path.of(text);
      if (path.isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw new UnusableValueException("file: needs the path of a file");
    }
    // DevPod calls from whatever folder it was called in.
    throw relative(Path.of(text).toAbsolutePath());
  }

  private static UnusableValueException relative(Path meant) {
    String why = "file: needs an absolute path, or one that begins with ~/";
    return Files.isRegularFile(meant)
        ? new UnusableValueException(why, "file:" + meant)
        : new UnusableValueException(why);
  }

  private static String variable(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new UnusableValueException("env: needs the name of a variable");
    }
    if (Arrays.stream(Option.values()).anyMatch(option -> option.name().equals(name))) {
      // DevPod sets each of them itself, so that the variable of the user is never seen.
      throw new UnusableValueException("env: can't name an option of this provider");
    }
    return name;
  }

  /**
   * Words are separated by spaces; between two ' or two " spaces are part of a word. No other
   * character means anything, and no shell reads them.
   */
  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean begun = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (Character.isISOControl(letter)) {
        throw new UnusableValueException("command: needs a command line on one line");
      }
      if (quote != 0 && letter == quote) {
        quote = 0;
      } else if (quote == 0 && (letter == '\'' || letter == '"')) {
        quote = letter;
        begun = true;
      } else if (quote == 0 && letter == ' ') {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(letter);
        begun = true;
      }
    }
    if (quote != 0) {
      throw new UnusableValueException("a quotation mark of its command line is not closed");
    }
    if (begun) {
      words.add(word.toString());
    }
    if (words.isEmpty() || words.getFirst().isEmpty()) {
      throw new UnusableValueException("command: needs a program");
    }
    return words;
  }
}
