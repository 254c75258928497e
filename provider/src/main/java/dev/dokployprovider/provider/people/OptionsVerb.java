package dev.dokployprovider.provider.people;

import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.SecretValues;
import dev.dokployprovider.provider.options.TokenReference;
import dev.dokployprovider.provider.people.settings.Settings;
import dev.dokployprovider.provider.problem.ExitCode;
import dev.dokployprovider.provider.problem.FoldedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code options [NAME]}: each option's value, and where it comes from. */
@Command(
    name = "options",
    mixinStandardHelpOptions = true,
    description = "Show the options that count here, and where each comes from.")
final class OptionsVerb implements TypedVerb {
  private static final String DEFAULT = "default";

  private final VerbContext kit;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "as they are for this machine, or that of this workspace")
  private String name = "";

  @picocli.CommandLine.Option(
      names = {"-a", "--all"},
      description = "also those that have no value")
  private boolean all;

  @picocli.CommandLine.Option(names = "--json", description = "print JSON")
  private boolean json;

  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  OptionsVerb(VerbContext kit) {
    this.kit = kit;
  }

  /** An option as it is shown. */
  private record Shown(Option option, String value, String source) {}

  @Override
  public int run() {
    var settings =
        name.isEmpty()
            ? kit.sources().settings(choice.choice())
            : kit.sources().machine(name, choice.choice());
    print(settings);
    ShellNote.show(settings, kit.screen());
    return ExitCode.OK;
  }

  /** Shows them, as this verb's own options say. */
  void print(Settings settings) {
    var shown =
        Arrays.stream(Option.values())
            .map(option -> shown(option, settings))
            .filter(one -> all || !one.value().isEmpty())
            .toList();
    if (json) {
      kit.screen().out().println(new Json.Array(shown.stream().map(OptionsVerb::json).toList()));
    } else {
      lines(shown).forEach(kit.screen().out()::println);
    }
  }

  /** A table where it fits the terminal, else each source behind its value. */
  private List<String> lines(List<Shown> shown) {
    int columns = kit.screen().columns();
    var rows = new ArrayList<List<String>>();
    shown.forEach(one -> rows.add(List.of(one.option().name(), one.value(), one.source())));
    var table = Table.lines(List.of("OPTION", "VALUE", "SOURCE"), rows, Integer.MAX_VALUE / 2);
    if (table.stream().allMatch(line -> line.length() <= columns)) {
      return table;
    }
    int indent = shown.stream().mapToInt(one -> one.option().name().length()).max().orElse(0) + 2;
    return shown.stream()
        .map(one ->
            one.option().name()
                + " ".repeat(indent - one.option().name().length())
                + "%s (%s)".formatted(one.value(), one.source()).strip())
        .flatMap(line -> FoldedText.of(line, indent, columns).stream())
        .toList();
  }

  private static Json json(Shown one) {
    return Json.object()
        .with("name", one.option().name())
        .with("value", one.value())
        .with("source", one.source());
  }

  private static Shown shown(Option option, Settings settings) {
    String value = settings.environment().getOrDefault(option.name(), "");
    if (value.isBlank()) {
      return new Shown(option, option.defaultValue().orElse(""), DEFAULT);
    }
    return new Shown(
        option,
        masked(option, value, settings),
        settings.sources().getOrDefault(option.name(), Settings.VARIABLE));
  }

  /** What is a key, or may hold a password, is never shown; lines are shown as one. */
  private static String masked(Option option, String value, Settings settings) {
    if (option == Option.DOKPLOY_API_TOKEN && !isReference(value)) {
      return "[secret]";
    }
    return SecretValues.blanked(value, settings.environment())
        .replaceAll("(?<=//)[^/@\\s]+(?=@)", "[secret]")
        .strip()
        .replaceAll("\\R", "; ")
        .replaceAll("\\p{Cntrl}", "?");
  }

  private static boolean isReference(String value) {
    try {
      return TokenReference.of(value).isPresent();
    } catch (IllegalArgumentException invalid) {
      return false;
    }
  }
}
