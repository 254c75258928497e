package dev.dokployprovider.provider.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The terminal itself, as git and ssh ask for passwords there: DevPod gives the commands of an
 * option neither a standard input nor a standard error that anybody sees.
 */
final class Terminal implements Asker {
  private static final File TTY = new File("/dev/tty");
  private static final int DEFAULT_WIDTH = 80;

  /**
   * Gives the terminal its echo back, also when the client has ended at the same Ctrl-C: then this
   * is a background process, whose settings are refused unless it ignores SIGTTOU. A shell that
   * edits the next line itself has put the terminal in order, and wants no echo.
   */
  private static final String RESTORE =
      "trap '' TTOU; case $(stty -a) in *-icanon*) ;; *) stty echo ;; esac";

  private final BufferedReader in;
  private final PrintStream out;

  private Terminal(FileInputStream in, FileOutputStream out) {
    this.in = new BufferedReader(new InputStreamReader(in, UTF_8));
    this.out = new PrintStream(out, true, UTF_8);
  }

  /** The terminal that this process belongs to; nothing without one, and on Windows. */
  static Optional<Asker> open() {
    try {
      return Optional.of(new Terminal(new FileInputStream(TTY), new FileOutputStream(TTY)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void say(String line) {
    out.println(line);
  }

  @Override
  public Optional<String> ask(String question, boolean secret) {
    if (!secret) {
      return line(question);
    }
    // Ctrl-C ends this process too, and must not leave the terminal without its echo.
    var restore = new Thread(() -> run("sh", "-c", RESTORE));
    Runtime.getRuntime().addShutdownHook(restore);
    try {
      run("stty", "-echo");
      return line(question);
    } finally {
      run("stty", "echo");
      Runtime.getRuntime().removeShutdownHook(restore);
      out.println();
    }
  }

  private Optional<String> line(String question) {
    out.print(question + ": ");
    out.flush();
    try {
      return Optional.ofNullable(in.readLine());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** How many characters a line has: 80 where it is not known. */
  static int width(Map<String, String> environment) {
    return number(environment.getOrDefault("COLUMNS", ""))
        .or(Terminal::sttyWidth)
        .filter(columns -> columns > 0)
        .orElse(DEFAULT_WIDTH);
  }

  /** stty prints "ROWS COLUMNS". */
  private static Optional<Integer> sttyWidth() {
    try {
      var process = builder("stty", "size").redirectError(Redirect.DISCARD).start();
      try (var said = process.inputReader(UTF_8)) {
        String line = Optional.ofNullable(said.readLine()).orElse("");
        return number(line.substring(line.indexOf(' ') + 1));
      }
    } catch (IOException noTerminal) {
      return Optional.empty();
    }
  }

  private static ProcessBuilder builder(String... command) {
    var builder = new ProcessBuilder(command).redirectInput(TTY);
    builder.environment().keySet().retainAll(Set.of("PATH"));
    return builder;
  }

  private static Optional<Integer> number(String text) {
    return text.matches("\\d{1,4}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  private static void run(String... command) {
    try {
      builder(command)
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      // Without stty the answer is seen as it is typed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
