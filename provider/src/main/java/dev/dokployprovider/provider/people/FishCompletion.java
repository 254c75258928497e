package dev.dokployprovider.provider.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** A completion script for fish, which picocli has none for. */
final class FishCompletion {
  private FishCompletion() {}

  static String of(CommandLine root) {
    var lines = new ArrayList<String>();
    String program = root.getCommandName();
    lines.add("# Completion of " + program + " for fish");
    lines.add("complete -c " + program + " -f");
    addOptions(lines, program, "__fish_use_subcommand", root);
    root.getSubcommands()
        .forEach((name, verb) -> {
          lines.add(
              "complete -c %s -n __fish_use_subcommand -a %s -d %s"
                  .formatted(program, name, quoted(description(verb))));
          String condition = quoted("__fish_seen_subcommand_from " + name);
          addOptions(lines, program, condition, verb);
          for (var parameter : verb.getCommandSpec().positionalParameters()) {
            values(parameter)
                .ifPresent(values ->
                    lines.add("complete -c %s -n %s -a %s".formatted(program, condition, values)));
          }
        });
    return String.join("\n", lines) + "\n";
  }

  private static void addOptions(
      List<String> lines, String program, String condition, CommandLine verb) {
    for (var option : verb.getCommandSpec().options()) {
      var line = new StringBuilder("complete -c " + program + " -n " + condition);
      for (String name : option.names()) {
        line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
      }
      if (option.arity().max() > 0) {
        line.append(" -x");
        values(option).ifPresent(values -> line.append(" -a ").append(values));
      }
      lines.add(line + " -d " + quoted(String.join(" ", option.description())));
    }
  }

  /** Those that a value can have, where they are known. */
  private static Optional<String> values(ArgSpec argument) {
    return Optional.ofNullable(argument.completionCandidates())
        .map(all -> quoted(String.join(" ", all)));
  }

  private static String description(CommandLine verb) {
    String[] lines = verb.getCommandSpec().usageMessage().description();
    return lines.length == 0 ? "" : lines[0];
  }

  /** As fish reads a text in single quotes. */
  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
