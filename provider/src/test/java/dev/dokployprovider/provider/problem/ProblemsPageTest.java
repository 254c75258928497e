package dev.dokployprovider.provider.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Failure.Reason;
import dev.dokployprovider.provider.machine.deployment.FailureProblems;
import dev.dokployprovider.provider.problem.Problem.DeploymentFailed;
import dev.dokployprovider.provider.problem.Problem.Intermediary;
import dev.dokployprovider.provider.problem.Problem.ServerUnreachable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/problems.md is the type of all problems: one heading for each kind, with what its record
 * says of it, its exit code, and a message with cause and cure. Run with {@code -DupdateDocs=true}
 * to write the page.
 */
class ProblemsPageTest {
  private static final Path PAGE = Path.of("../docs/problems.md");
  private static final Path TYPE =
      Path.of("src/main/java/dev/dokployprovider/provider/problem/Problem.java");
  private static final Pattern RECORD =
      Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+record (\\w+)\\(", Pattern.DOTALL);

  private static final String HEAD =
      """
      # Problems

      <!-- made by ProblemsPageTest from the type of all problems; -DupdateDocs=true writes it -->

      Every kind of failure, with an example of its message: what happened, why, and behind `>` what to do. A message
      names its place here. The values are examples; in a message they are yours. What goes beyond one message is in
      [troubleshooting.md](troubleshooting.md).

      """;

  @Test
  void the_page_tells_of_every_kind_of_problem_as_the_program_does() throws IOException {
    String page = page();
    if (Boolean.getBoolean("updateDocs")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @Test
  void a_message_leads_to_its_kinds_heading_also_where_a_create_was_undone() {
    var failed = new Problem.FailedToStart("web", "Its container is exited.");
    assertThat(ProblemPage.of(failed)).contains("docs/problems.md#failed-to-start");
    assertThat(
            List.of(
                new Problem.Undone(failed),
                new Problem.NotUndone(failed, "web", "Dokploy can't be reached."),
                new Problem.Kept(failed, "web", "devpod-workspaces")))
        .allSatisfy(
            problem -> assertThat(ProblemPage.of(problem)).isEqualTo(ProblemPage.of(failed)));
  }

  private static String page() throws IOException {
    var meanings = meanings();
    var page = new StringBuilder(HEAD);
    for (var problem : samples().values()) {
      String kind = problem.getClass().getSimpleName();
      page.append("## %s\n\n".formatted(ProblemPage.anchor(problem.getClass())))
          .append(meanings.getOrDefault(kind, ""))
          .append(exitCode(problem))
          .append(shown(Wording.of(problem)));
      switch (problem) {
        case DeploymentFailed _ -> page.append(faults());
        case ServerUnreachable _ -> page.append(reasons());
        case Intermediary _ -> page.append(intermediaries());
        default -> {}
      }
    }
    return page.toString().strip() + "\n";
  }

  /** In the order of the type. */
  private static Map<Integer, Problem> samples() {
    var kinds = Arrays.asList(Problem.class.getPermittedSubclasses());
    return WordingTest.problems()
        .collect(
            Collectors.toMap(
                problem -> kinds.indexOf(problem.getClass()),
                problem -> problem,
                (one, other) -> one,
                TreeMap::new));
  }

  private static String shown(Message message) {
    var lines = new ArrayList<String>();
    lines.add(message.what());
    message.why().forEach(line -> lines.add("  " + line));
    message.fix().forEach(line -> lines.add("  > " + line));
    return lines.stream().map(line -> "    " + line + "\n").collect(Collectors.joining()) + "\n";
  }

  private static String reasons() {
    var server = URI.create("https://dokploy.example.com");
    String rows =
        Arrays.stream(Reason.values())
            .map(reason ->
                FailureProblems.of(new Failure.Unreachable("", reason, "the reason"), server))
            .filter(ServerUnreachable.class::isInstance)
            .map(problem -> row(Wording.of(problem).why(), Wording.of(problem).fix()))
            .collect(Collectors.joining());
    return "Why it can't be, and what to do:\n\n| why | what to do |\n| --- | --- |\n"
        + rows
        + "\n";
  }

  private static String intermediaries() {
    var server = URI.create("https://dokploy.example.com");
    String rows =
        Arrays.stream(Intermediary.Kind.values())
            .map(kind -> Wording.of(new Intermediary(server, 403, kind, "", "", Optional.empty())))
            .map(message -> row(List.of(message.what()), message.fix()))
            .collect(Collectors.joining());
    return "What it may do:\n\n| what | what to do |\n| --- | --- |\n" + rows + "\n";
  }

  private static String row(List<String> left, List<String> right) {
    return "| %s | %s |\n".formatted(String.join(" ", left), String.join(" ", right));
  }

  private static String faults() {
    String rows =
        Arrays.stream(DeploymentFault.values())
            .map(fault -> {
              var message = Wording.of(new DeploymentFailed("web", fault, List.of()));
              var fix = message.fix().subList(0, message.fix().size() - 1);
              return "| %s | %s |\n"
                  .formatted(
                      message
                          .what()
                          .replace("The deployment of the machine failed: ", "")
                          .replaceFirst("\\.$", ""),
                      String.join(" ", fix));
            })
            .collect(Collectors.joining());
    return "What can have failed in it, and what to do:\n\n| what failed | what to do |\n| --- | --- |\n"
        + rows
        + "\n";
  }

  /** What stands above each record, without its tags. */
  private static Map<String, String> meanings() throws IOException {
    var meanings = new TreeMap<String, String>();
    var records = RECORD.matcher(Files.readString(TYPE));
    while (records.find()) {
      meanings.put(
          records.group(2),
          records
              .group(1)
              .replaceAll("(?s)@param.*", "")
              .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
              .replaceAll("\\s*\\n\\s*\\*\\s?", " ")
              .replaceAll("[\\s*]+", " ")
              .strip());
    }
    return meanings;
  }

  /** A create that failed ends as what made it fail does. */
  private static String exitCode(Problem problem) {
    return problem instanceof Problem.Undone || problem instanceof Problem.NotUndone
        ? " The exit code is that of what made it fail.\n\n"
        : " Exit code %d.\n\n".formatted(ExitCode.of(problem));
  }
}
