package dev.dokployprovider.provider.options;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads options from the environment; an empty variable is one that is not set. */
final class OptionReader {
  private final Map<String, String> environment;

  OptionReader(Map<String, String> environment) {
    this.environment = environment;
  }

  <T> T required(Option option, String purpose, String example, Function<String, T> parse) {
    String text =
        text(option)
            .orElseThrow(() ->
                new ProblemException(new Problem.MissingOption(option.name(), purpose, example)));
    return parsed(option, text, parse);
  }

  /** The value of an option that has a default. */
  <T> T value(Option option, Function<String, T> parse) {
    return parsed(option, text(option).or(option::defaultValue).orElseThrow(), parse);
  }

  /** The same; a value that is invalid counts as none. */
  <T> T valueOrDefault(Option option, Function<String, T> parse) {
    try {
      return value(option, parse);
    } catch (ProblemException invalid) {
      return parse.apply(option.defaultValue().orElseThrow());
    }
  }

  <T> Optional<T> optional(Option option, Function<String, T> parse) {
    return text(option).map(text -> parsed(option, text, parse));
  }

  private Optional<String> text(Option option) {
    return Optional.ofNullable(environment.get(option.name())).filter(text -> !text.isBlank());
  }

  private static <T> T parsed(Option option, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      // What is written over many lines may hold secrets too, such as variables.
      boolean secret =
          option.is(Option.Trait.PASSWORD)
              || option.is(Option.Trait.MULTILINE)
              || option.is(Option.Trait.CONFIDENTIAL);
      throw new ProblemException(
          new Problem.BadOption(
              option.name(),
              secret ? Optional.empty() : Optional.of(withoutUserInfo(text)),
              e.getMessage() + ".",
              fix(option, e)),
          e);
    }
  }

  private static String fix(Option option, IllegalArgumentException e) {
    return e instanceof UnusableValueException unusable && unusable.meant().isPresent()
        ? OptionAdvice.set(option, unusable.meant().get())
        : OptionAdvice.of(option);
  }

  /** A password in an address is not shown. */
  private static String withoutUserInfo(String text) {
    return text.replaceAll("(^|//)[^/@]*@", "$1...@");
  }
}
