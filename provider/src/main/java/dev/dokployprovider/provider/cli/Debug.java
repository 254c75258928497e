package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.options.SecretValues;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.regex.Pattern;

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

  private Debug() {}

  /**
   * @param environment with the options, whose secrets are blanked
   */
  static String text(Throwable failure, Map<String, String> environment) {
    var trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    String text = PRIVATE_KEY.matcher(trace.toString()).replaceAll("[private key]");
    text = PARAMS.matcher(text).replaceAll("params: [left out]");
    text = SecretValues.blanked(text, environment);
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
  }
}
