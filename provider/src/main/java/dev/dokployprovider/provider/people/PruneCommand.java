package dev.dokployprovider.provider.people;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prune}: finds the options, and leaves the rest to the program. */
@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    description = "Show what machines have left behind, and remove it when you say so.")
final class PruneCommand implements TypedVerb {
  private final VerbContext kit;

  @Parameters(paramLabel = "NAME", description = "only these")
  private List<String> names = List.of();

  @Option(
      names = {"-y", "--yes"},
      description = "remove without asking")
  private boolean yes;

  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  PruneCommand(VerbContext kit) {
    this.kit = kit;
  }

  @Override
  public int run() {
    var words = new ArrayList<String>();
    words.add("prune");
    if (yes) {
      words.add("--yes");
    }
    words.addAll(names);
    return kit.program().call(words, kit.sources().settings(choice.choice()).environment());
  }
}
