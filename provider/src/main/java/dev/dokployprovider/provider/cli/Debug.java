package dev.dokployprovider.provider.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;

/**
 * A failure with all that is known of it, for a report. Dokploy's errors may quote a whole query
 * with the compose file in it (dokploy-observed.md), and so the machine's first host key.
 */
final class Debug {
  private static final int MAX_LENGTH = 20_000;

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"
              + "(?:(?!-----END).)*(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?",
          Pattern.DOTALL);

  private Debug() {}

  static String text(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    String plain = PRIVATE_KEY.matcher(text.toString()).replaceAll("[private key]");
    return plain.length() <= MAX_LENGTH ? plain : plain.substring(0, MAX_LENGTH) + "...";
  }
}
