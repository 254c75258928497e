package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.people.settings.KnownMachine;
import dev.dokployprovider.provider.people.settings.Sources;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code __machines}: the names that shells complete NAME with, one per line. It reads files of
 * this computer only. The user is typing: what is wrong is for the verb to say.
 */
final class MachineNames {
  /** For completion scripts; no help lists it. */
  static final String VERB = "__machines";

  /** Completion scripts hand these to the shell, to which other characters may mean something. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  private MachineNames() {}

  static List<String> of(Sources sources) {
    try {
      return sources.all().stream()
          .flatMap(MachineNames::names)
          .filter(name -> PLAIN.matcher(name).matches())
          .distinct()
          .sorted()
          .toList();
    } catch (ProblemException unreadable) {
      return List.of();
    }
  }

  private static Stream<String> names(KnownMachine machine) {
    return Stream.concat(machine.workspace().stream(), Stream.of(machine.id()));
  }
}
