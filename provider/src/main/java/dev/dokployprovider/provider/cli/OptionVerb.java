package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.Option.Trait;
import dev.dokployprovider.provider.options.RequiredOptions;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Prints the value of an option that DevPod has none for: provider.yaml names this verb as the
 * option's `command`. DevPod's own question for a required option ends with "please provide options
 * to select from" in every client, as it always takes it for a choice.
 */
final class OptionVerb {
  private static final int TRIES = 3;

  private final Map<String, String> environment;
  private final Supplier<Optional<Asker>> terminal;

  OptionVerb(Map<String, String> environment, Supplier<Optional<Asker>> terminal) {
    this.environment = environment;
    this.terminal = terminal;
  }

  /**
   * The value from the environment, where DevPod has not put one of its own; else what a person
   * answers. DevPod's desktop shows a form instead, and gets nothing.
   *
   * @param args the option's name
   * @throws ProblemException if there is no value and no terminal to ask on
   */
  String run(List<String> args) {
    var option =
        RequiredOptions.all().stream()
            .filter(one -> List.of(one.name()).equals(args))
            .findFirst()
            .orElseThrow();
    String given = environment.getOrDefault(option.name(), "").strip();
    if (!given.isEmpty() || isDesktop()) {
      return given;
    }
    return terminal.get().flatMap(person -> ask(person, option)).orElseThrow(this::notConfigured);
  }

  private boolean isDesktop() {
    return environment.containsKey("DEVPOD_UI") || environment.containsKey("DEVSY_UI");
  }

  private static Optional<String> ask(Asker person, Option option) {
    person.say(option.description() + ".");
    for (int tries = 0; tries < TRIES; tries++) {
      var answer = person.ask(option.name(), option.is(Trait.PASSWORD));
      if (answer.isEmpty()) {
        return answer;
      }
      var fault = RequiredOptions.fault(option, answer.get());
      if (fault.isEmpty()) {
        return answer.map(String::strip);
      }
      person.say("That is invalid: " + fault.get() + ".");
    }
    return Optional.empty();
  }

  private ProblemException notConfigured() {
    return new ProblemException(
        new Problem.NotConfigured(
            RequiredOptions.missing(environment).stream().map(Option::name).toList()));
  }
}
