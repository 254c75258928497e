package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup NAME}: a machine's volumes into a file. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Save a machine's volumes in a file.",
    footer = {
      "",
      "What runs on the machine is paused meanwhile, and goes on after it. The file holds all "
          + "that the volumes hold, passwords and keys too; it is for your user alone (0600)."
    })
final class BackupVerb implements TypedVerb {
  private final VerbContext kit;

  @Parameters(paramLabel = "NAME", description = "the machine, or its workspace")
  private String name = "";

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "where to; the default is NAME.backup in the current folder")
  private String to = "";

  @Option(
      names = "--without-docker",
      description = "leave out the images, containers and volumes of the machine's Docker")
  private boolean withoutDocker;

  @Mixin private ProgressOptions progress = new ProgressOptions();

  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  BackupVerb(VerbContext kit) {
    this.kit = kit;
  }

  @Override
  public int run() {
    var settings = kit.sources().machine(name, choice.choice());
    var words =
        new ArrayList<>(List.of("backup", path(to.isEmpty() ? name + ".backup" : to, "--to")));
    if (withoutDocker) {
      words.add("--without-docker");
    }
    return kit.program().call(words, progress.environment(settings));
  }

  /** An absolute path of that text. */
  static String path(String text, String option) {
    try {
      return Path.of(text).toAbsolutePath().normalize().toString();
    } catch (InvalidPathException e) {
      throw new ProblemException(
          new Problem.BadOption(
              option, Optional.of(text), e.getReason() + ".", "Give a file's path."),
          e);
    }
  }
}
