package dev.dokployprovider.provider.options;

import dev.dokployprovider.provider.options.Option.Trait;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options without which nothing can be done: where Dokploy is, and a key for it. */
public final class RequiredOptions {
  private RequiredOptions() {}

  /** In the order in which they are asked for. */
  public static List<Option> all() {
    return Arrays.stream(Option.values()).filter(option -> option.is(Trait.REQUIRED)).toList();
  }

  /** Those that the environment has no value for. */
  public static List<Option> missing(Map<String, String> environment) {
    return all().stream()
        .filter(option -> environment.getOrDefault(option.name(), "").isBlank())
        .toList();
  }

  /** The address that is meant by one that is invalid, where that can be told. */
  public static Optional<String> meantAddress(String text) {
    try {
      var _ = ServerUrl.parse(text);
      return Optional.empty();
    } catch (UnusableValueException unusable) {
      return unusable.meant();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Why a value is invalid; nothing where it is not. */
  public static Optional<String> fault(Option option, String text) {
    try {
      switch (option) {
        case DOKPLOY_SERVER_URL -> ServerUrl.parse(text);
        case DOKPLOY_API_TOKEN -> OptionValues.token(text);
        default -> throw new IllegalArgumentException("it is not required");
      }
      return text.isBlank() ? Optional.of("it is empty") : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }
}
