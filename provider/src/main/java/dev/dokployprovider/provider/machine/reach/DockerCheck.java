package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.ssh.RunResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks whether Docker on the machine answers, and tells a Docker that does not from a question that
 * was never put: a login shell, or what it reads, may print something and end in its place.
 */
final class DockerCheck {
  private static final String YES = "devpod-machine: Docker answers";

  /** What each line of the machine's own script begins with. */
  private static final String SCRIPT = "devpod-machine: ";

  /** The script's exit code where waiting would not help. */
  private static final int NOT_USABLE = 3;

  private static final int LINES = 20;

  private DockerCheck() {}

  /** A text for a shell on the machine. */
  static String command(Duration limit) {
    return "devpod-machine wait-docker " + limit.toSeconds() + " && echo '" + YES + "'";
  }

  /** Empty when Docker answers. */
  static Optional<Problem> problem(String machine, String user, RunResult result) {
    if (result.exitCode() == 0 && lines(result.stdout()).contains(YES)) {
      return Optional.empty();
    }
    var errors = lines(result.stderr());
    if (result.exitCode() == 0 || errors.stream().noneMatch(line -> line.startsWith(SCRIPT))) {
      var said = Stream.concat(lines(result.stdout()).stream(), errors.stream()).limit(LINES);
      return Optional.of(
          new Problem.CommandsDoNotRun(machine, user, result.exitCode(), said.toList()));
    }
    return Optional.of(
        result.exitCode() == NOT_USABLE
            ? new Problem.DockerNotUsable(machine, errors)
            : new Problem.DockerNotReady(machine, errors));
  }

  private static List<String> lines(String text) {
    return text.strip().lines().limit(LINES).toList();
  }
}
