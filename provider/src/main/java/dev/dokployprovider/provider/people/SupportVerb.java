package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.people.settings.Settings;
import dev.dokployprovider.provider.problem.ExitCode;
import dev.dokployprovider.provider.problem.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code support [NAME]}: what a report of a fault needs, in one text without secrets. */
@Command(
    name = "support",
    mixinStandardHelpOptions = true,
    description = "Print what a report of a fault needs: versions, options, and what doctor finds.",
    footer = {"", "It has no key, token or password in it. It changes nothing."})
final class SupportVerb implements TypedVerb {
  private final VerbContext kit;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "also this machine, or that of this workspace")
  private String name = "";

  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  SupportVerb(VerbContext kit) {
    this.kit = kit;
  }

  @Override
  public int run() {
    // Before anything is printed: a wrong name is told by itself.
    var settings = settings();
    var out = kit.screen().out();
    out.println("```");
    out.println(
        "dokploy-provider %s, Java %s, %s %s %s"
            .formatted(
                kit.program().version(),
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")));
    out.println();
    new OptionsVerb(kit).print(settings);
    out.println();
    new DoctorVerb(kit).examine(name, choice.choice());
    out.println("```");
    return ExitCode.OK;
  }

  private Settings settings() {
    if (!name.isEmpty()) {
      return kit.sources().machine(name, choice.choice());
    }
    try {
      return kit.sources().settings(choice.choice());
    } catch (ProblemException told) {
      // By the doctor.
      return kit.sources().variables();
    }
  }
}
