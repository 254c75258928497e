package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.problem.Message;
import java.io.PrintStream;
import java.util.Optional;

/** Shows a problem: what on the first line, why and the fix below it. */
final class ProblemPrinter {
  private ProblemPrinter() {}

  /**
   * Shows it.
   *
   * @param page where more is told of that kind
   */
  static void print(Message message, Optional<String> page, PrintStream out) {
    out.println("dokploy-provider: " + message.what());
    message.why().forEach(line -> out.println("  " + line));
    page.ifPresent(place -> out.println("  See " + place));
    message.fix().forEach(line -> out.println("  > " + line));
  }
}
