package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.problem.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The commands of a fix for a person who typed a verb in a shell: a machine that no client made is
 * managed by this program, and a value that stands in a variable is corrected there.
 *
 * @param shell the variables of the shell
 * @param environment what the verb worked with: the same, or with a client's options in it
 */
record TypedWords(Map<String, String> shell, Map<String, String> environment) {
  private static final Pattern SET = Pattern.compile("devpod provider set-options dokploy -o (.*)");

  /** What asks for a key; a person is asked for it, so that it is in no command line. */
  private static final String KEY = "DOKPLOY_API_TOKEN=YOUR_KEY";

  private static final Pattern MACHINE =
      Pattern.compile("devpod machine (start|stop|delete)( --force)? ([a-z0-9-]+)");

  private static final Pattern ANOTHER_NAME =
      Pattern.compile("Choose another name with --id, for example --id (\\S+)\\.");

  Message of(Message message) {
    List<String> fix = message.fix().stream().map(this::line).toList();
    var ours = new Message(message.what(), message.why(), fix);
    return isOfClient() ? CallingClient.of(environment, List.of()).client().inItsWords(ours) : ours;
  }

  /** What is left is for the client. */
  private String line(String line) {
    Matcher set = SET.matcher(line);
    if (set.matches() && set.group(1).equals(KEY) && !isOfClient() && !isVariable(KEY)) {
      return ("dokploy-provider login " + environment.getOrDefault("DOKPLOY_SERVER_URL", ""))
          .strip();
    }
    if (set.matches() && (!isOfClient() || isVariable(set.group(1)))) {
      return "export " + set.group(1).replace(" -o ", " ");
    }
    if (isOwn()) {
      Matcher machine = MACHINE.matcher(line);
      if (machine.matches()) {
        return "dokploy-provider %s%s %s"
            .formatted(
                machine.group(1),
                Optional.ofNullable(machine.group(2)).orElse(""),
                machine.group(3));
      }
      Matcher another = ANOTHER_NAME.matcher(line);
      if (another.matches()) {
        return "dokploy-provider create " + another.group(1);
      }
      if (line.equals("Remove it from DevPod, too:")) {
        return "Remove it from this computer, too:";
      }
    }
    return line;
  }

  private boolean isOfClient() {
    return environment.containsKey("PROVIDER_ID");
  }

  /** Whether the machine, if it is about one, was made by no client. */
  private boolean isOwn() {
    return !environment.containsKey("MACHINE_CONTEXT");
  }

  private boolean isVariable(String settings) {
    return Stream.of(settings.split(" -o ", -1))
        .map(setting -> setting.replaceFirst("=.*", ""))
        .anyMatch(name -> !shell.getOrDefault(name, "").isBlank());
  }
}
