package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.machine.Logs;
import dev.dokployprovider.provider.machine.deployment.LogLines;
import dev.dokployprovider.provider.people.settings.Settings;
import dev.dokployprovider.provider.problem.ExitCode;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.ssh.Channel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs NAME}: the log of a machine's newest deployment. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Print a log of a machine: of its newest deployment, or of what runs on it.")
final class LogsVerb implements TypedVerb {
  private static final int MOST = 10_000;

  /** The machine's own words; Docker has put the time before them. */
  private static final Pattern OWN = Pattern.compile("^\\S+ devpod-machine: ");

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

  /** For the last words of what has ended. */
  private static final Duration END = Duration.ofSeconds(5);

  private static final Duration OWN_END = Duration.ofMillis(300);

  private static final int FAILED = 255;

  private final VerbContext kit;

  @Parameters(paramLabel = "NAME", description = "the machine, or its workspace")
  private String name = "";

  @Option(
      names = {"-n", "--tail", "--lines"},
      paramLabel = "NUMBER",
      defaultValue = "200",
      description = "how many of the last lines, 10000 at the most (default: ${DEFAULT-VALUE})")
  private int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "follow the log")
  private boolean follow;

  @Option(
      names = {"-s", "--source"},
      paramLabel = "SOURCE",
      defaultValue = "deployment",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private LogSource source = LogSource.DEPLOYMENT;

  private boolean printed;

  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  LogsVerb(VerbContext kit) {
    this.kit = kit;
  }

  @Override
  public int run() {
    if (lines < 1 || lines > MOST) {
      throw new ProblemException(
          new Problem.WrongCall("--tail is a number from 1 to 10000.", false, List.of(), "logs"));
    }
    var settings = kit.sources().machine(name, choice.choice());
    return switch (source) {
      case DEPLOYMENT -> kit.program().guarded(settings.environment(), () -> deployment(settings));
      case CONTAINER, SSHD ->
          kit.program().guarded(settings.environment(), () -> container(settings));
      case DOCKERD -> dockerd(settings);
    };
  }

  private int container(Settings settings) {
    var logs = new Logs(kit.program().context(settings.environment()));
    switch (logs.container(lines, follow, this::printOfContainer)) {
      case NO_CONTAINER -> tell("The machine has no container: it was never started, or is gone.");
      case CUT_OFF -> {
        tell("The connection to Dokploy ended, and the container runs on. To go on, run it again.");
        return ExitCode.SERVER;
      }
      case WHOLE -> {
        if (!printed) {
          tell(
              "Nothing was printed, or Dokploy does not let the key's owner read it (\"Access to"
                  + " Docker\").");
        }
      }
    }
    return ExitCode.OK;
  }

  private void tell(String text) {
    kit.screen().err().println(text);
  }

  private void printOfContainer(String line) {
    if (source == LogSource.CONTAINER || !OWN.matcher(line).find()) {
      kit.screen().out().println(plain(line));
      printed = true;
    }
  }

  /** It is in a file on the machine, which must run for that; what keeps it from that is told. */
  private int dockerd(Settings settings) {
    int connected = kit.program().call(List.of("connect"), settings.environment());
    return connected == ExitCode.OK
        ? kit.program()
            .guarded(
                settings.environment(),
                () -> {
                  try (var log =
                      kit.program()
                          .context(settings.environment())
                          .ssh()
                          .begin(dockerdLog(lines, follow))) {
                    return print(log);
                  }
                })
        : connected;
  }

  /**
   * Prints what comes, until its end.
   *
   * @return its exit code
   */
  private int print(Channel log) {
    var errors = Thread.ofVirtual().start(() -> print(log.errors(), kit.screen().err()));
    print(log.output(), kit.screen().out());
    if (kit.screen().out().checkError()) {
      // Its reader, such as head, has enough.
      return ExitCode.OK;
    }
    try {
      errors.join(END);
      if (follow) {
        // Ctrl-C on a terminal ends ssh too, maybe first, and this program's own end is on its way.
        kit.program().time().pass(OWN_END);
      }
      return log.end(END).orElse(FAILED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(new Problem.Interrupted(), e);
    }
  }

  /** Until it ends, or cannot be printed any more. */
  static void print(InputStream from, PrintStream to) {
    try (var text = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      String line = text.readLine();
      while (line != null) {
        to.println(plain(line));
        line = to.checkError() ? null : text.readLine();
      }
    } catch (IOException ended) {
      // The exit code tells how.
    }
  }

  /**
   * A command for the machine. Its input is open as long as the log is read: without a terminal
   * nothing else on the machine tells tail that the reader is gone.
   */
  static String dockerdLog(int lines, boolean follow) {
    String file = "/var/log/devpod-machine/dockerd.log";
    return """
    if [ ! -s %1$s ]; then echo 'Docker on the machine has printed nothing, or it has none.' >&2; fi
    """
            .formatted(file)
        + (follow
            ? """
            tail -n %d -F %s &
            cat >/dev/null
            kill "$!"
            """
                .formatted(lines, file)
            : "tail -n %d %s\n".formatted(lines, file));
  }

  private int deployment(Settings settings) {
    var logs = new Logs(kit.program().context(settings.environment()));
    if (follow && logs.followDeployment(line -> kit.screen().out().println(plain(line)))) {
      return ExitCode.OK;
    }
    var log = logs.newest(lines);
    if (log.isEmpty()) {
      kit.screen().err().println("The machine was never deployed.");
      return ExitCode.OK;
    }
    var deployment = log.get().deployment();
    kit.screen()
        .err()
        .println(
            "Deployment of %s: %s"
                .formatted(
                    plain(deployment.createdAt()),
                    deployment.status().name().toLowerCase(Locale.ROOT)));
    log.get().lines().forEach(line -> kit.screen().out().println(plain(line)));
    return ExitCode.OK;
  }

  static String plain(String line) {
    return CONTROL.matcher(LogLines.withoutEscapes(line)).replaceAll("");
  }
}
