package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.provider.problem.DeploymentFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads out of a deployment's log what failed. It goes by who says something and not by words
 * alone: a failed step of the build, the engine, or Compose. What a step printed, and the names of
 * containers and images, decide nothing.
 */
final class DeploymentLog {
  /** How many lines a person still reads. */
  private static final int LINES = 8;

  /** Docker names what failed first, and the cause at the end of a long line. */
  private static final int LONGEST = 1000;

  /** Lines that stand in every failed log and say nothing (docs/reference/dokploy.md §6.3). */
  private static final Pattern NOISE =
      Pattern.compile(
          "(?i).*(docker command failed|error occurred ❌|check the logs for details"
              + "|initializing deployment|^command: docker compose|^source type:).*");

  /** What Compose does, one line for each beginning and end. */
  private static final Pattern PROGRESS =
      Pattern.compile(
          "(?:Container|Network|Volume|Image|Service) \\S+ +(?:Error response from daemon: .*|"
              + "[A-Z][a-z]+(?:ing|ed|t|y)?|Error)|\\S+ +Built|#\\d+ .*|-+|time=.*level=warning.*");

  private static final Pattern DAEMON = Pattern.compile("(?:.*: )?Error response from daemon: .*");

  private static final Pattern QUERY = Pattern.compile("Failed query:.*", Pattern.DOTALL);

  private DeploymentLog() {}

  /**
   * What was read.
   *
   * @param lines that say why, oldest first
   */
  record Reading(DeploymentFault fault, List<String> lines) {
    Reading {
      lines = List.copyOf(lines);
    }
  }

  /**
   * What a log says.
   *
   * @param secret what may never be shown
   */
  static Reading read(String log, Secret secret) {
    var lines =
        LogLines.of(log, secret, LONGEST).stream()
            .filter(line -> !NOISE.matcher(line).matches())
            .toList();
    return FailedBuild.in(lines).map(DeploymentLog::of).orElseGet(() -> afterBuild(lines));
  }

  private static Reading of(FailedBuild build) {
    var shown = new ArrayList<>(lastOf(build.output()));
    shown.add(why(build));
    return new Reading(DeploymentFaults.of(build), shown);
  }

  /** A RUN's own text is long, and says nothing that its exit code does not. */
  private static String why(FailedBuild build) {
    int code = build.error().lastIndexOf("exit code: ");
    if (build.step().startsWith("RUN ") && code >= 0) {
      return build.error().substring(code);
    }
    return build.step().isEmpty() ? build.error() : build.step() + ": " + build.error();
  }

  private static Reading afterBuild(List<String> lines) {
    var said = lines.stream().filter(line -> !PROGRESS.matcher(line).matches()).distinct().toList();
    var daemon = said.stream().filter(line -> DAEMON.matcher(line).matches()).toList();
    return ofLines(daemon.isEmpty() ? said : daemon, said.isEmpty() ? lines : said);
  }

  /** By the last line that means something. */
  private static Reading ofLines(List<String> deciding, List<String> otherwise) {
    for (String line : lastOf(deciding).reversed()) {
      var fault = DeploymentFaults.of(line);
      if (fault.isPresent()) {
        return new Reading(fault.get(), List.of(line));
      }
    }
    boolean daemon = deciding.stream().anyMatch(line -> DAEMON.matcher(line).matches());
    return new Reading(DeploymentFault.UNKNOWN, lastOf(daemon ? deciding : otherwise));
  }

  /**
   * The same of what Dokploy keeps in place of a log: one text of any length, perhaps with a whole
   * query in it.
   */
  static Reading said(String errorMessage, Secret secret) {
    var lines =
        LogLines.of(
            QUERY.matcher(errorMessage).replaceAll("a query of Dokploy's database failed"),
            secret,
            LONGEST);
    var first = lines.subList(0, Math.min(LINES, lines.size()));
    var fault = first.stream().map(DeploymentFaults::of).flatMap(Optional::stream).findFirst();
    return new Reading(fault.orElse(DeploymentFault.UNKNOWN), first);
  }

  private static List<String> lastOf(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
  }
}
