package dev.dokployprovider.provider.people;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

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
          addOptions(lines, program, quoted("__fish_seen_subcommand_from " + name), verb);
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
      }
      lines.add(line + " -d " + quoted(String.join(" ", option.description())));
    }
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
