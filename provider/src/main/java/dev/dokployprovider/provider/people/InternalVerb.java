package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A verb that DevPod, ssh, the build or the program itself calls, typed by a person.
 *
 * @param caller who calls it, and with what
 * @param instead what a person types in its place: words behind the program's name; none where
 *     there is no such verb
 */
record InternalVerb(String caller, List<String> instead) {
  private static final String MACHINE = "my-machine";

  private static final Map<String, InternalVerb> ALL =
      Map.of(
          "init",
          new InternalVerb("DevPod calls, with the options as variables", List.of("doctor")),
          "command",
          new InternalVerb(
              "DevPod calls, with the variables MACHINE_ID and COMMAND",
              List.of("ssh", MACHINE, "--", "uname", "-a")),
          "option",
          new InternalVerb("DevPod calls, with the name of a required option", List.of("options")),
          "sub-options",
          new InternalVerb("DevPod calls, for the values of an option", List.of("options")),
          "connect",
          new InternalVerb("this program calls itself", List.of("ssh", MACHINE)),
          "rejoin",
          new InternalVerb("this program calls itself", List.of("ssh", MACHINE)),
          "take-back",
          new InternalVerb("this program calls itself", List.of("prune")),
          "dial",
          new InternalVerb("ssh calls, with a host and a port", List.of("ssh", MACHINE)),
          "train",
          new InternalVerb("the build calls, with the commands to run", List.of()),
          "provider-yaml",
          new InternalVerb(
              "an installation calls, with the provider's name and the file of this program",
              List.of("provider-yaml", "dokploy-dev", "/usr/local/bin/dokploy-provider")));

  InternalVerb {
    instead = List.copyOf(instead);
  }

  /**
   * Nothing for a verb that no program calls.
   *
   * @param args the command line; its second word may be a machine
   */
  static Optional<Problem> of(String verb, List<String> args) {
    return Optional.ofNullable(ALL.get(verb)).map(one -> one.problem(verb, args));
  }

  private Problem problem(String verb, List<String> args) {
    String machine =
        args.stream()
            .skip(1)
            .findFirst()
            .filter(word -> args.getFirst().equals(verb))
            .filter(word -> word.matches(Mistyped.NAME))
            .orElse(MACHINE);
    String line =
        String.join(
            " ", instead.stream().map(word -> word.equals(MACHINE) ? machine : word).toList());
    return new Problem.WrongCall(
        "\"%s\" is what %s.".formatted(verb, caller),
        false,
        line.isEmpty() ? List.of() : List.of(Typed.PROGRAM + " " + line),
        instead.stream().findFirst().filter(word -> !word.equals(verb)).orElse(""));
  }
}
