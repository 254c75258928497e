package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.people.settings.Settings;
import dev.dokployprovider.provider.problem.ExitCode;
import dev.dokployprovider.provider.problem.PastedWord;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code move NAME --server SERVER}: a machine onto another server of the same Dokploy. */
@Command(
    name = "move",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Move a machine with its volumes to another server of your Dokploy.",
    footer = {
      "",
      "It is made there while it is in use here, then stopped, copied through this computer, and "
          + "compared; only then is it removed here. What fails leaves it where it is. A move that was "
          + "interrupted is run again."
    })
final class MoveVerb implements TypedVerb {
  private static final String SERVER =
      dev.dokployprovider.provider.options.Option.DOKPLOY_SERVER.name();

  private final VerbContext kit;

  @Parameters(paramLabel = "NAME", description = "the machine, or its workspace")
  private String name = "";

  @Option(
      names = "--server",
      paramLabel = "SERVER",
      required = true,
      description = "a remote server's name or id; '' is Dokploy's own")
  private String server = "";

  @Option(
      names = {"-y", "--yes"},
      description = "do not ask")
  private boolean yes;

  @Mixin private ProgressOptions progress = new ProgressOptions();

  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  MoveVerb(VerbContext kit) {
    this.kit = kit;
  }

  @Override
  public int run() {
    if (server.strip().equals(ProviderOptions.ANY_SERVER)) {
      throw new ProblemException(
          new Problem.BadOption(
              "--server",
              Optional.of(server),
              "A machine is moved to a server that is named.",
              "Name it, as Dokploy's page does: Settings > Remote Servers."));
    }
    var settings = kit.sources().machine(name, choice.choice());
    String id = settings.environment().getOrDefault("MACHINE_ID", name);
    if (!yes && !kit.screen().person()) {
      throw new ProblemException(
          new Problem.WrongCall(
              "Moving a machine needs --yes without a terminal.",
              false,
              List.of(
                  Typed.PROGRAM
                      + " move --yes "
                      + id
                      + " --server "
                      + PastedWord.of(server.strip())),
              "move"));
    }
    if (!yes
        && !kit.screen()
            .confirms(
                "Move the machine "
                    + id
                    + "? It is stopped meanwhile, and what is not on its volumes is lost.")) {
      kit.screen().err().println("Nothing was moved.");
      return ExitCode.OK;
    }
    int exitCode = kit.program().call(List.of("move"), environment(settings));
    if (exitCode == ExitCode.OK) {
      tellOfOption(settings);
    }
    return exitCode;
  }

  private Map<String, String> environment(Settings settings) {
    var environment = new HashMap<>(progress.environment(settings));
    environment.put(SERVER, server.strip());
    return environment;
  }

  /** The machine is found by its record; the option only counts where one is made. */
  private void tellOfOption(Settings settings) {
    String now = settings.environment().getOrDefault(SERVER, "").strip();
    if (now.equals(server.strip())) {
      return;
    }
    var line =
        kit.line(
            "devpod provider set-options dokploy -o %s=%s"
                .formatted(SERVER, PastedWord.of(server.strip())),
            settings.environment());
    kit.screen()
        .err()
        .println(
            "The machine is used there from now on. Others are still made where %s says (%s), and so is this one if it is deleted and created again. To change that:"
                .formatted(SERVER, now.isEmpty() ? "Dokploy's own server" : now));
    kit.screen().err().println(line);
  }
}
