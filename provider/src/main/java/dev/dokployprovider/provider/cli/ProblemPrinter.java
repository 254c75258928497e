package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.problem.Message;
import java.io.PrintStream;

/** Shows a problem: what on the first line, why and the fix below it. */
final class ProblemPrinter {
  private ProblemPrinter() {}

  static void print(Message message, PrintStream out) {
    out.println("dokploy-provider: " + message.what());
    message.why().forEach(line -> out.println("  " + line));
    message.fix().forEach(line -> out.println("  > " + line));
  }
}
