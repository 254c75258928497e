package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.machine.Logs;
import dev.dokployprovider.provider.machine.deployment.LogLines;
import dev.dokployprovider.provider.people.settings.Settings;
import dev.dokployprovider.provider.problem.ExitCode;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
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
    description = "Print the log of a machine's newest deployment, as Dokploy has kept it.")
final class LogsVerb implements TypedVerb {
  private static final int MOST = 10_000;

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

  private final Kit kit;

  @Parameters(paramLabel = "NAME", description = "the machine, or its workspace")
  private String name = "";

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "NUMBER",
      defaultValue = "200",
      description = "how many of the last lines, 10000 at the most (default: ${DEFAULT-VALUE})")
  private int lines;

  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  LogsVerb(Kit kit) {
    this.kit = kit;
  }

  @Override
  public int run() {
    if (lines < 1 || lines > MOST) {
      throw new ProblemException(
          new Problem.WrongCall("--lines is a number from 1 to 10000.", false, List.of(), "logs"));
    }
    var settings = kit.sources().machine(name, choice.choice());
    return kit.program().guarded(settings.environment(), () -> print(settings));
  }

  private int print(Settings settings) {
    var log = new Logs(kit.program().context(settings.environment())).newest(lines);
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
