package dev.dokployprovider.provider.options;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What to do about an option with an invalid value: what it is, and a line that sets it. */
public final class OptionAdvice {
  private static final String SET = "devpod provider set-options dokploy -o ";

  /** Of options that have neither a default nor a value to suggest. */
  private static final Map<Option, String> EXAMPLES =
      Map.of(
          Option.DOKPLOY_API_TOKEN, "YOUR_KEY",
          Option.DOKPLOY_CA_CERT_FILE, "/path/to/ca.pem",
          Option.DOKPLOY_MACHINE_ENV, "NAME=VALUE",
          Option.DOKPLOY_MACHINE_VOLUMES, "data=/data",
          Option.DOKPLOY_MACHINE_CACHES, "maven=/root/.m2",
          Option.DOKPLOY_MACHINE_PROXY, "http://proxy.example.com:3128");

  private OptionAdvice() {}

  /** Lines, the last one to paste where there is a value that may be meant. */
  public static String of(Option option) {
    String what = option.description() + ".";
    return example(option)
        .map(value -> what + "\nFor example:\n" + SET + option + "=" + value)
        .orElse(what);
  }

  /** The line that sets it. */
  static String set(Option option, String value) {
    return SET + option + "=" + value;
  }

  private static Optional<String> example(Option option) {
    var form = option.form();
    return Stream.concat(
            option.defaultValue().stream(),
            Stream.concat(form.values().stream(), form.suggestions().stream()))
        .filter(value -> value.matches("[A-Za-z0-9./:_-]+"))
        .findFirst()
        .or(() -> Optional.ofNullable(EXAMPLES.get(option)));
  }
}
