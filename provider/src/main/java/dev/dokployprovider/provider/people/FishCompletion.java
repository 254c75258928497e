package dev.dokployprovider.provider.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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
    lines.add(machines(root));
    return String.join("\n", lines) + "\n";
  }

  /** For NAME, which is the first argument that is no option's value. */
  private static String machines(CommandLine root) {
    var verbs = new TreeSet<String>();
    var withValue = new TreeSet<String>();
    root.getSubcommands()
        .forEach((name, verb) -> {
          var spec = verb.getCommandSpec();
          spec.positionalParameters().stream()
              .limit(1)
              .filter(PosixCompletion::isMachine)
              .forEach(_ -> verbs.add(name));
          spec.options().stream()
              .filter(option -> option.arity().max() > 0)
              .forEach(option -> withValue.addAll(List.of(option.names())));
        });
    return """
    function __dokploy_provider_machines
        set -l words (commandline -opc)
        contains -- "$words[2]" %s; or return
        set -l value no
        for word in $words[3..-1]
            if test $value = yes
                set value no
            else if contains -- "$word" %s
                set value yes
            else if not string match -qr -- '^-.*[^-]' "$word"
                return
            end
        end
        test $value = no; or return
        set -l program (string replace -r -- '^~/' "$HOME/" $words[1])
        $program %s </dev/null 2>/dev/null
    end
    complete -c %s -a '(__dokploy_provider_machines)'\
    """
        .formatted(
            String.join(" ", verbs),
            String.join(" ", withValue),
            MachineNames.VERB,
            root.getCommandName());
  }

  private static void addOptions(
      List<String> lines, String program, String condition, CommandLine verb) {
    for (var option : verb.getCommandSpec().options()) {
      var line = new StringBuilder("complete -c " + program + " -n " + condition);
      for (String name : option.names()) {
        line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
      }
      if (option.arity().max() > 0) {
        line.append(option.paramLabel().equals("FILE") ? " -r -F" : " -x");
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
