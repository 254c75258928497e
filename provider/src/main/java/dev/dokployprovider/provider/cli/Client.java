package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.problem.Message;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The client that calls, so that the commands of a fix can be pasted as they are. Texts are written
 * for DevPod, for a provider called "dokploy" and for a machine by its own name, with each command
 * on a line of its own.
 *
 * @param devsy whether it is Devsy, whose commands have other names
 * @param adding whether it is about to add the provider, which it takes back when this fails
 * @param provider what the provider is called there
 * @param context where it keeps the machine; empty for its default one
 * @param workspace what DevPod made the machine for: without it, a machine is managed as such
 */
record Client(
    boolean devsy,
    boolean adding,
    String provider,
    Optional<String> context,
    Optional<String> workspace) {
  private static final String COMMAND = "devpod ";
  private static final Pattern SET = Pattern.compile("devpod provider set-options dokploy (.*)");

  /** Asks for what is needed, whatever is configured already. */
  static final String USE = "devpod provider use dokploy --reconfigure";

  /** A workspace's machine can't be deleted under it, and `up` does more than to start it. */
  private static final Pattern MACHINE =
      Pattern.compile("devpod machine (start|stop|delete)( --force)? [a-z0-9-]+");

  Message inItsWords(Message message) {
    return new Message(
        message.what(), message.why(), message.fix().stream().flatMap(this::inItsWords).toList());
  }

  private Stream<String> inItsWords(String line) {
    if (!line.startsWith(COMMAND)) {
      return Stream.of(devsy ? line.replace("DEVPOD_DEBUG", "DEVSY_DEBUG") : line);
    }
    Matcher set = SET.matcher(line);
    if (adding && set.matches()) {
      return Stream.of(
          "The provider is not added. Add it again the same way, and with:", set.group(1));
    }
    if (adding && line.equals(USE)) {
      return Stream.of("Then add the provider again the same way: it is not added.");
    }
    String right = inItsContext(forWorkspace(ofProvider(line)));
    return Stream.of(devsy ? devsys(right) : right);
  }

  private String ofProvider(String line) {
    return line.replaceFirst("^(devpod provider (?:set-options|use)) dokploy\\b", "$1 " + provider);
  }

  private String forWorkspace(String line) {
    Matcher machine = MACHINE.matcher(line);
    if (workspace.isEmpty() || !machine.matches()) {
      return line;
    }
    String verb = machine.group(1).equals("start") ? "up" : machine.group(1);
    String force = Optional.ofNullable(machine.group(2)).orElse("");
    return COMMAND + verb + force + " " + workspace.get();
  }

  private String inItsContext(String line) {
    return context.map(name -> line + " --context " + name).orElse(line);
  }

  private static String devsys(String line) {
    return Stream.of("up", "delete", "stop", "ssh", "status")
        .filter(verb -> line.startsWith(COMMAND + verb + " "))
        .findFirst()
        .map(verb -> "devsy workspace " + line.substring(COMMAND.length()))
        .orElse(line)
        .replaceFirst("^devpod provider set-options ", "devsy provider set ")
        .replaceFirst("^devpod provider use (.*) --reconfigure", "devsy provider init $1")
        .replaceFirst("^devpod ", "devsy ");
  }

  /** What a text may say of it. */
  static boolean isName(String text) {
    return text.matches("[a-z0-9][a-z0-9-]{0,62}");
  }
}
