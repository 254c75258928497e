package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.provider.ssh.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Several questions to a machine in one run over the live connection: each run costs processes here
 * and there, and two round trips. What one prints on its standard error is dropped, except for the
 * last one's.
 */
final class Questions {
  /**
   * Behind the output of one, before and behind its exit code; no text that is asked for has it.
   */
  private static final String BETWEEN = "\u0002";

  private final List<String> questions = new ArrayList<>();

  void add(String question) {
    questions.add(question);
  }

  /**
   * What came of them.
   *
   * @param last with its exit code and what it printed on its standard error
   */
  record Answers(List<String> questions, List<RunResult> results, RunResult last) {
    Answers {
      questions = List.copyOf(questions);
      results = List.copyOf(results);
    }

    /** To one that was asked; as of a command that failed where it was not answered. */
    RunResult to(String question) {
      int at = questions.indexOf(question);
      return at < results.size() ? results.get(at) : new RunResult(1, "", "");
    }
  }

  /**
   * Asks them one after the other.
   *
   * @param last the one whose exit code is the run's
   * @param run runs a text for a shell
   */
  Answers ask(String last, Function<String, RunResult> run) {
    return answers(run.apply(script(questions, last)));
  }

  static String script(List<String> questions, String last) {
    var script = new StringBuilder();
    for (String question : questions) {
      script.append("( ").append(question).append(" ) 2>/dev/null; ");
      script.append("printf '\\002%s\\002' $?; ");
    }
    return script.append(last).toString();
  }

  private Answers answers(RunResult run) {
    var results = new ArrayList<RunResult>();
    String rest = run.stdout();
    for (int i = 0; i < questions.size(); i++) {
      var parts = rest.split(BETWEEN, 3);
      if (parts.length < 3 || !parts[1].matches("\\d{1,3}")) {
        break;
      }
      results.add(new RunResult(Integer.parseInt(parts[1]), parts[0], ""));
      rest = parts[2];
    }
    return new Answers(questions, results, new RunResult(run.exitCode(), rest, run.stderr()));
  }
}
