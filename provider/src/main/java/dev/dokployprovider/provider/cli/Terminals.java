package dev.dokployprovider.provider.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which of the standard streams are a terminal. */
record Terminals(boolean in, boolean out, boolean err) {
  static final Terminals NONE = new Terminals(false, false, false);

  /** Where the launcher, a shell, says the numbers of those that are. */
  private static final String PROPERTY = "dokploy.provider.terminals";

  /** Whether the user can be asked: standard output may be a file all the same. */
  boolean person() {
    return in && err;
  }

  /** This process's own. Java itself only knows of standard input and output together. */
  static Terminals system() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .map(Terminals::of)
        .orElseGet(Terminals::withoutLauncher);
  }

  /**
   * Of the launcher's word.
   *
   * @param numbers such as 02, where standard input and error are terminals
   */
  static Terminals of(String numbers) {
    return new Terminals(numbers.contains("0"), numbers.contains("1"), numbers.contains("2"));
  }

  private static Terminals withoutLauncher() {
    if (Files.exists(Path.of("/proc/self/fd"))) {
      return new Terminals(isTerminal(0), isTerminal(1), isTerminal(2));
    }
    boolean console = hasConsole();
    return new Terminals(console, console, console);
  }

  private static boolean isTerminal(int number) {
    try {
      String file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + number)).toString();
      return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty");
    } catch (IOException closed) {
      return false;
    }
  }

  /** Whether standard input and output are a terminal. */
  @SuppressWarnings("SystemConsoleNull") // it is null where -Djdk.console=java.base is the default
  private static boolean hasConsole() {
    var console = System.console();
    return console != null && console.isTerminal();
  }
}
