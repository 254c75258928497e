package dev.dokployprovider.provider.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where the program writes. The standard output of `status` is one word and that of `command` the
 * remote's bytes, so everything else goes to {@code err}.
 *
 * @param terminal whether a person looks at {@code err} as it comes
 * @param colour whether escape sequences for colours are welcome there
 */
public record Streams(PrintStream out, PrintStream err, boolean terminal, boolean colour) {

  /** The process's own. */
  static Streams system(Map<String, String> environment) {
    boolean terminal = isTerminal();
    boolean colour = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Streams(
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        terminal,
        colour);
  }

  /** Whether standard input and output are a terminal; then standard error is taken for one. */
  @SuppressWarnings("SystemConsoleNull") // it is null where -Djdk.console=java.base is the default
  private static boolean isTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }
}
