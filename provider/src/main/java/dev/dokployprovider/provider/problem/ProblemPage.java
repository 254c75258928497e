package dev.dokployprovider.provider.problem;

import java.util.Locale;
import java.util.Optional;

/** Where docs/problems.md tells of each kind of problem. */
public final class ProblemPage {
  private static final String PAGE = "docs/problems.md";

  private ProblemPage() {}

  /**
   * The place on the page, for a message; of a create that failed, that of its cause. A command
   * line that was mistyped needs none: `--help` tells more.
   */
  public static Optional<String> of(Problem problem) {
    return problem instanceof Problem.WrongCall
        ? Optional.empty()
        : Optional.of(PAGE + "#" + anchor(cause(problem).getClass()));
  }

  private static Problem cause(Problem problem) {
    return switch (problem) {
      case Problem.Undone(var cause) -> cause(cause);
      case Problem.NotUndone(var cause, var service, var why) -> cause(cause);
      case Problem.Kept(var cause, var service, var project) -> cause(cause);
      default -> problem;
    };
  }

  /** A kind's heading there: its name in lower case with dashes. */
  static String anchor(Class<?> kind) {
    return kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
