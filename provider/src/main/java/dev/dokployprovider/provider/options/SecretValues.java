package dev.dokployprovider.provider.options;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The secrets in an environment, so that no text that is shown or kept has one. */
public final class SecretValues {
  private static final Pattern LOGIN = Pattern.compile("://([^/@\\s]+)@");

  /** A shorter value is no secret, and stands in every other word. */
  private static final int SHORTEST = 4;

  private SecretValues() {}

  /** The text with each secret blanked. */
  public static String blanked(String text, Map<String, String> environment) {
    String result = text;
    for (String secret : of(environment)) {
      result = result.replace(secret, "[secret]");
    }
    return result;
  }

  /**
   * What of these is long enough to be a secret; longest first, as one may be a part of another.
   */
  public static List<String> inOrder(Stream<String> values) {
    return values
        .filter(secret -> secret.length() >= SHORTEST)
        .distinct()
        .sorted((one, other) -> Integer.compare(other.length(), one.length()))
        .toList();
  }

  private static List<String> of(Map<String, String> environment) {
    var token =
        Stream.of(value(environment, Option.DOKPLOY_API_TOKEN))
            .filter(value -> !value.matches("(?s)\\s*(file|env|command):.*"));
    var values =
        value(environment, Option.DOKPLOY_MACHINE_ENV)
            .lines()
            .map(line -> line.substring(line.indexOf('=') + 1));
    var logins =
        Stream.concat(
                Stream.of(value(environment, Option.DOKPLOY_MACHINE_PROXY)),
                environment.entrySet().stream()
                    .filter(variable -> variable.getKey().matches("(?i)https?_proxy"))
                    .map(Map.Entry::getValue))
            .flatMap(address -> LOGIN.matcher(address).results().map(found -> found.group(1)));
    return inOrder(Stream.of(token, values, logins).flatMap(secrets -> secrets).map(String::strip));
  }

  private static String value(Map<String, String> environment, Option option) {
    return environment.getOrDefault(option.name(), "");
  }
}
