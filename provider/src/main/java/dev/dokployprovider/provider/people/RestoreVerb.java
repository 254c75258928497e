package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.people.settings.Settings;
import dev.dokployprovider.provider.problem.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code restore NAME --from FILE}: a backup onto a machine, which is created where there is none.
 */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Bring a backup onto a machine, which is created where there is none.",
    footer = {
      "",
      "The backup is checked before anything is changed, and the volumes are compared with it "
          + "at the end. A restore that was interrupted is run again."
    })
final class RestoreVerb implements TypedVerb {
  private final VerbContext kit;

  @Parameters(paramLabel = "NAME", description = "the machine, or its workspace")
  private String name = "";

  @Option(names = "--from", paramLabel = "FILE", required = true, description = "the backup")
  private String from = "";

  @Option(
      names = {"--replace", "-y", "--yes"},
      description = "replace what is on a machine that is there, without asking")
  private boolean replace;

  @Mixin private ProgressOptions progress = new ProgressOptions();

  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  RestoreVerb(VerbContext kit) {
    this.kit = kit;
  }

  @Override
  public int run() {
    String file = BackupVerb.path(from, "--from");
    var settings = kit.sources().newMachine(name, choice.choice());
    String id = settings.environment().getOrDefault("MACHINE_ID", name);
    boolean asked = !replace && isKnown(settings) && kit.screen().person();
    if (asked
        && !kit.screen()
            .confirms(
                "Replace all that is on the volumes of the machine " + id + ", if it is there?")) {
      kit.screen().err().println("Nothing was changed.");
      return ExitCode.OK;
    }
    var words = new ArrayList<>(List.of("restore", file));
    if (replace || asked) {
      words.add("--replace");
    }
    int exitCode = kit.program().call(words, progress.environment(settings));
    if (exitCode != ExitCode.OK) {
      MachineVerb.Own.forgetUnmade(settings);
    } else if (kit.screen().terminal()) {
      kit.sayHowToLogIn(name);
    }
    return exitCode;
  }

  private static boolean isKnown(Settings settings) {
    var folder = Path.of(settings.environment().getOrDefault("MACHINE_FOLDER", "."));
    return Files.exists(new MachineFolder(folder).recordFile());
  }
}
