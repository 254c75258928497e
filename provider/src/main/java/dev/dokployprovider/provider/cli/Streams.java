package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.cli.progress.ShownProgress;
import dev.dokployprovider.provider.problem.FoldedText;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where the program writes. The standard output of `status` is one word and that of `command` the
 * remote's bytes, so everything else goes to {@code err}.
 *
 * @param terminals which of the standard streams are a terminal
 * @param plain whether a terminal understands no escape sequences (TERM=dumb)
 * @param colour whether escape sequences for colours are welcome (NO_COLOR)
 */
public record Streams(
    PrintStream out, PrintStream err, Terminals terminals, boolean plain, boolean colour) {

  /**
   * The process's own.
   *
   * @param output its standard output
   */
  static Streams system(Map<String, String> environment, OutputStream output) {
    boolean plain = "dumb".equals(environment.get("TERM"));
    var terminals = Terminals.system();
    var first = new FirstLine(System.err, terminals.err() && !plain && !FirstLine.text().isEmpty());
    return new Streams(
        first.before(
            new PrintStream(new BufferedOutputStream(output), true, StandardCharsets.UTF_8)),
        first.before(new PrintStream(System.err, true, StandardCharsets.UTF_8)),
        terminals,
        plain,
        !plain && environment.getOrDefault("NO_COLOR", "").isEmpty());
  }

  /** How wide a line on standard output may be. */
  int columns(Map<String, String> environment) {
    return FoldedText.columns(terminals.out(), () -> Terminal.width(environment));
  }

  /** Beside the progress: what stands in a terminal's line is written over. */
  void say(String line) {
    err.println(terminals.err() && !plain ? "\r\u001B[2K" + line : line);
  }

  /** How progress is shown here, and as the environment asks for it. */
  ShownProgress progress(Map<String, String> environment) {
    boolean verbose = Setup.isDebug(environment);
    return switch (ProgressForm.of(environment)) {
      case AUTO ->
          terminals.err() && !plain
              ? ShownProgress.live(err, colour, verbose, () -> Terminal.width(environment))
              : ShownProgress.plain(err, verbose, shownAlready());
      case PLAIN -> ShownProgress.plain(err, verbose, shownAlready());
      case QUIET -> ShownProgress.quiet(err);
      case JSON -> ShownProgress.json(out);
    };
  }

  /** What stands in a line of its own; another one is erased. */
  private String shownAlready() {
    return terminals.err() && !plain ? "" : FirstLine.text();
  }
}
