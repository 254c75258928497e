package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.options.Option;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A failure with all that is known of it, for a report. Dokploy's errors may quote a whole query
 * with the compose file in it (docs/reference/dokploy.md §6.3), and so the machine's first host key
 * and all that the options hand to the machine.
 */
final class Debug {
  private static final int MAX_LENGTH = 20_000;

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"
              + "(?:(?!-----END).)*(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?",
          Pattern.DOTALL);

  /** What stands in a query's place holders, up to the stack trace. */
  private static final Pattern PARAMS =
      Pattern.compile("\\bparams:.*?(?=\\R\\s+at |\\RCaused by: |\\z)", Pattern.DOTALL);

  private static final Pattern LOGIN = Pattern.compile("://([^/@\\s]+)@");

  /** A shorter value is no secret, and stands in every other word. */
  private static final int SHORTEST = 4;

  private Debug() {}

  /**
   * @param environment with the options, whose secrets are blanked
   */
  static String text(Throwable failure, Map<String, String> environment) {
    var trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    String text = PRIVATE_KEY.matcher(trace.toString()).replaceAll("[private key]");
    text = PARAMS.matcher(text).replaceAll("params: [left out]");
    for (String secret : secrets(environment)) {
      text = text.replace(secret, "[secret]");
    }
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
  }

  /** Longest first, as one may be a part of another. */
  private static List<String> secrets(Map<String, String> environment) {
    var token = Stream.of(value(environment, Option.DOKPLOY_API_TOKEN));
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
    return Stream.of(token, values, logins)
        .flatMap(secrets -> secrets)
        .map(String::strip)
        .filter(secret -> secret.length() >= SHORTEST)
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  private static String value(Map<String, String> environment, Option option) {
    return environment.getOrDefault(option.name(), "");
  }
}
