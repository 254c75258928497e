package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.machine.folder.FolderTree;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.people.settings.Settings;
import dev.dokployprovider.provider.problem.ExitCode;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.Wording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code status NAME} and the other verbs that DevPod calls too, for the machine of a name. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
final class MachineVerb implements TypedVerb {
  private final VerbContext kit;
  private final String verb;

  @Parameters(paramLabel = "NAME", description = "the machine, or its workspace")
  private String name = "";

  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  private MachineVerb(VerbContext kit, String verb) {
    this.kit = kit;
    this.verb = verb;
  }

  /** All of them by their names; each is made where it is needed. */
  static SequencedMap<String, Supplier<Object>> all(VerbContext kit) {
    var all = new LinkedHashMap<String, Supplier<Object>>();
    all.put("create", () -> create(kit));
    put(all, "start", "Start a machine.", name -> new InSteps(kit, name));
    put(
        all,
        "stop",
        "Stop a machine; what is on its volumes stays.",
        name -> new InSteps(kit, name));
    put(
        all,
        "status",
        "Print Running, Busy, Stopped or NotFound.",
        name -> new MachineVerb(kit, name));
    put(
        all,
        "describe",
        "Show everything that is known about a machine.",
        name -> new MachineVerb(kit, name));
    put(all, "delete", "Delete a machine with its volumes.", _ -> new Delete(kit));
    return all;
  }

  private static CommandLine create(VerbContext kit) {
    var line = new CommandLine(new InSteps(kit, "create"));
    line.getCommandSpec()
        .usageMessage()
        .description("Make a machine, or bring it up to date.")
        .footer(
            "",
            "What it is like, the options say ('dokploy-provider options --all'). For one machine:",
            "  DOKPLOY_MACHINE_MEMORY=4g dokploy-provider create NAME");
    return line;
  }

  private static void put(
      Map<String, Supplier<Object>> all,
      String name,
      String description,
      Function<String, TypedVerb> verb) {
    all.put(
        name,
        () -> {
          var line = new CommandLine(verb.apply(name));
          line.getCommandSpec().usageMessage().description(description);
          return line;
        });
  }

  @Override
  public int run() {
    var settings = kit.sources().machine(name, choice.choice());
    return kit.program().call(List.of(verb), settings.environment());
  }

  /** Those that take a while. */
  @Command(mixinStandardHelpOptions = true, sortOptions = false)
  static final class InSteps implements TypedVerb {
    private final VerbContext kit;
    private final String verb;

    @Parameters(paramLabel = "NAME", description = "the machine, or its workspace")
    private String name = "";

    @Mixin private ProgressOptions progress = new ProgressOptions();

    @Mixin private ChoiceOptions choice = new ChoiceOptions();

    InSteps(VerbContext kit, String verb) {
      this.kit = kit;
      this.verb = verb;
    }

    @Override
    public int run() {
      var settings =
          verb.equals("create")
              ? kit.sources().newMachine(name, choice.choice())
              : kit.sources().machine(name, choice.choice());
      int exitCode = kit.program().call(List.of(verb), progress.environment(settings));
      if (verb.equals("create") && exitCode != ExitCode.OK) {
        Own.forgetUnmade(settings);
      }
      if (exitCode == ExitCode.OK && !verb.equals("stop") && kit.screen().terminal()) {
        kit.sayHowToLogIn(name);
      }
      return exitCode;
    }
  }

  /** It asks, as volumes don't come back. */
  @Command(mixinStandardHelpOptions = true, sortOptions = false)
  static final class Delete implements TypedVerb {
    private final VerbContext kit;

    @Parameters(paramLabel = "NAME", description = "the machine, or its workspace")
    private String name = "";

    @Option(
        names = {"-y", "--yes"},
        description = "do not ask")
    private boolean yes;

    @Option(
        names = {"-f", "--force"},
        description =
            "also where it was made at another Dokploy: remove what this computer has of it")
    private boolean force;

    @Mixin private ProgressOptions progress = new ProgressOptions();

    @Mixin private ChoiceOptions choice = new ChoiceOptions();

    Delete(VerbContext kit) {
      this.kit = kit;
    }

    @Override
    public int run() {
      var settings = kit.sources().machine(name, choice.choice());
      String id = settings.environment().getOrDefault("MACHINE_ID", name);
      if (!yes && !kit.screen().person()) {
        throw new ProblemException(
            new Problem.WrongCall(
                "Deleting a machine needs --yes without a terminal.",
                false,
                List.of(Typed.PROGRAM + " delete --yes " + id),
                "delete"));
      }
      if (!yes && !kit.screen().confirms("Delete the machine " + id + " with its volumes?")) {
        kit.screen().err().println("Nothing was deleted.");
        return ExitCode.OK;
      }
      var words = force ? List.of("delete", "--force") : List.of("delete");
      int exitCode = kit.program().call(words, progress.environment(settings));
      if (exitCode == ExitCode.OK) {
        Own.forget(settings);
        if (settings.hasClientsMachine()) {
          tellClient(id, settings);
        }
      }
      return exitCode;
    }

    private void tellClient(String id, Settings settings) {
      var message =
          kit.program().words(Wording.of(new Problem.MachineNotFound(id)), settings.environment());
      message.fix().forEach(kit.screen().err()::println);
    }
  }

  /** The folders of machines that no client made: nothing else removes them. */
  static final class Own {
    private Own() {}

    static void forgetUnmade(Settings settings) {
      if (!Files.exists(new MachineFolder(folder(settings)).recordFile())) {
        forget(settings);
      }
    }

    static void forget(Settings settings) {
      if (settings.hasClientsMachine()) {
        return;
      }
      // The next create of that name uses what stays.
      FolderTree.remove(folder(settings));
    }

    private static Path folder(Settings settings) {
      return Path.of(settings.environment().getOrDefault("MACHINE_FOLDER", "."));
    }
  }
}
