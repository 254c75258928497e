package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.people.settings.Settings;
import dev.dokployprovider.provider.problem.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ssh NAME [-- COMMAND...]}: a shell on a machine, or a command there. */
@Command(
    name = "ssh",
    mixinStandardHelpOptions = true,
    description = "Log in to a machine, or run a command on it.",
    footer = {
      "",
      "Examples:",
      "  dokploy-provider ssh NAME",
      "  dokploy-provider ssh NAME -- uname -a",
      "",
      "A command is joined with spaces and read by the machine's shell, as ssh does it. The exit "
          + "code is the command's own; 255 where there was no connection."
    })
final class SshVerb implements TypedVerb {
  /** What OpenSSH ends with when it could not connect, or lost the connection. */
  private static final int NO_CONNECTION = 255;

  private final VerbContext kit;

  @Parameters(index = "0", paramLabel = "NAME", description = "the machine, or its workspace")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "what to run there; without it, a shell")
  private List<String> command = List.of();

  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  SshVerb(VerbContext kit) {
    this.kit = kit;
  }

  @Override
  public int run() {
    var settings = kit.sources().machine(name, choice.choice());
    int connected = kit.program().call(List.of("connect"), settings.environment());
    return connected == ExitCode.OK
        ? kit.program().guarded(settings.environment(), () -> login(settings))
        : connected;
  }

  private int login(Settings settings) {
    MachineContext context = kit.program().context(settings.environment());
    int exitCode = context.ssh().login(command, command.isEmpty() && kit.screen().person());
    // A command may end with that number too; then the connection stands.
    if (exitCode == NO_CONNECTION && !context.ssh().isOpen()) {
      kit.screen()
          .err()
          .println(
              kit.line(
                  "The connection was lost, or there was none. To see why: %s doctor %s"
                      .formatted(Typed.PROGRAM, name)));
    }
    return exitCode;
  }
}
