package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.options.SecretValues;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Blanks what must not be kept of a log: what the options hand to a build may show in it. */
public final class LogSecrets {
  static final String KEY_BEGINS = "-----BEGIN ";
  private static final String KEY_ENDS = "-----END ";

  /** In characters; what is longer was no key. */
  static final int LONGEST_KEY = 20_000;

  private static final Pattern LOGIN = Pattern.compile("://[^/@\\s]+@");
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"
              + "(?:(?!-----END).)*(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?",
          Pattern.DOTALL);

  private LogSecrets() {}

  /** The log without the key, the values of the options for builds, and private keys. */
  public static String blanked(String log, MachineContext context) {
    return blanked(log, secrets(context));
  }

  static String blanked(String log, List<String> secrets) {
    String text = PRIVATE_KEY.matcher(log).replaceAll("[private key]");
    text = LOGIN.matcher(text).replaceAll("://[secret]@");
    for (String secret : secrets) {
      text = text.replace(secret, "[secret]");
    }
    return text;
  }

  /** Where the text ends that can be read by itself: behind a whole line, and in no private key. */
  public static int endOfComplete(String text) {
    int end = text.lastIndexOf('\n') + 1;
    int key = text.lastIndexOf(KEY_BEGINS, end);
    boolean open = key >= 0 && text.indexOf(KEY_ENDS, key) < 0 && end - key < LONGEST_KEY;
    return open ? text.lastIndexOf('\n', key) + 1 : end;
  }

  private static List<String> secrets(MachineContext context) {
    var secrets = new ArrayList<>(List.of(context.options().token().reveal()));
    try {
      secrets.addAll(context.options().machine().environment().values());
    } catch (ProblemException unfit) {
      // Then nothing was deployed with them.
    }
    return SecretValues.inOrder(secrets.stream());
  }
}
