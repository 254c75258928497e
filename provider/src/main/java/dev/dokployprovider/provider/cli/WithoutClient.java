package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.problem.Message;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of a fix for who uses the provider without DevPod, by variables of a shell. */
final class WithoutClient {
  private static final Pattern SET = Pattern.compile("devpod provider set-options dokploy -o (.*)");
  private static final Pattern MACHINE =
      Pattern.compile("devpod machine (start|stop|delete)(?: --force)? ([a-z0-9-]+)");

  private WithoutClient() {}

  static Message words(Message message) {
    List<String> fix = message.fix().stream().map(WithoutClient::words).toList();
    return new Message(message.what(), message.why(), fix);
  }

  private static String words(String line) {
    Matcher set = SET.matcher(line);
    if (set.matches()) {
      return "export " + set.group(1).replace(" -o ", " ");
    }
    Matcher machine = MACHINE.matcher(line);
    return machine.matches()
        ? "dokploy-provider " + machine.group(1) + " " + machine.group(2)
        : line;
  }
}
