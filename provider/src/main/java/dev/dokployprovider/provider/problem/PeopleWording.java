package dev.dokployprovider.provider.problem;

import dev.dokployprovider.provider.problem.Problem.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words for verbs that people type. */
final class PeopleWording {
  private static final String PROGRAM = "dokploy-provider";
  private static final String URL = "DOKPLOY_SERVER_URL";

  /** As a provider of a client is called in words. */
  private static final Pattern INSTALLED = Pattern.compile("^(\\S+) of \\S+ \\(context ([^)]+)\\)");

  private PeopleWording() {}

  static Message of(WrongCall problem) {
    var fix = new ArrayList<String>();
    if (!problem.meant().isEmpty()) {
      fix.add(problem.mistyped() ? "Did you mean:" : "For example:");
      fix.addAll(problem.meant());
    }
    fix.add("See: " + (PROGRAM + " " + problem.verb()).strip() + " --help");
    return new Message(Wording.printable(problem.what()), List.of(), fix);
  }

  static Message of(NotSetUp problem) {
    var why = new ArrayList<String>();
    if (problem.choice().isEmpty()) {
      why.add("The variables DOKPLOY_SERVER_URL and DOKPLOY_API_TOKEN are not set.");
    }
    problem.looked().forEach(file -> why.add("No such provider is configured in " + file + "."));
    if (!problem.configured().isEmpty()) {
      return new Message(
          "No provider matches" + Wording.printable(problem.choice()) + ".",
          problem.configured().stream().map(one -> "Configured is " + one + ".").toList(),
          choices(problem.configured()));
    }
    return new Message(
        problem.choice().isEmpty()
            ? "No Dokploy server is configured."
            : "No provider matches" + Wording.printable(problem.choice()) + ".",
        why,
        List.of(
            "Install the provider in DevPod or Devsy (README.md, Install).",
            "Or store a key for the verbs that you type:",
            PROGRAM + " login https://dokploy.example.com"));
  }

  static Message of(SeveralProviders problem) {
    return new Message(
        "Several providers are configured, with different options.",
        problem.providers(),
        choices(problem.providers()));
  }

  static Message of(UnknownMachine problem) {
    if (!problem.elsewhere().isEmpty()) {
      return ofAnotherServer(problem);
    }
    var close = Similar.to(withoutUserAndPort(problem.name()), problem.known());
    var fix = new ArrayList<String>();
    close.ifPresent(name -> fix.add("Did you mean " + name + "?"));
    fix.add(
        problem.known().isEmpty()
            ? "This computer has no machines. See: " + PROGRAM + " list"
            : "Known here: " + String.join(", ", problem.known()));
    return new Message(
        "There is no machine or workspace \"" + Wording.printable(problem.name()) + "\".",
        List.of("No folder of that name is on this computer."),
        fix);
  }

  /** As ssh has a host's name: [USER@]NAME[:PORT]. */
  private static String withoutUserAndPort(String name) {
    return name.replaceFirst("^[^@]*@", "").replaceFirst(":\\d*$", "");
  }

  private static Message ofAnotherServer(UnknownMachine problem) {
    var fix = new ArrayList<>(List.of("To use the options of its provider:", "unset " + URL));
    fix.addAll(choices(problem.elsewhere()));
    return new Message(
        "There is no machine or workspace \"%s\" at %s of your shell."
            .formatted(Wording.printable(problem.name()), URL),
        problem.elsewhere().stream().map(one -> "One is at another server: " + one).toList(),
        fix);
  }

  static Message of(SeveralMachines problem) {
    var fix = new ArrayList<String>();
    if (!problem.names().isEmpty()) {
      fix.add("Use a name that only one of them has:");
      problem.names().stream().map(Wording::printable).forEach(fix::add);
    }
    var choices = choices(problem.folders());
    if (fix.isEmpty() || choices.size() > 2) {
      fix.addAll(choices);
    }
    return new Message(
        "Several machines are called \"" + Wording.printable(problem.name()) + "\".",
        problem.folders(),
        fix);
  }

  /** What is added to the command line, for each of them. */
  private static List<String> choices(List<String> installed) {
    var lines = new ArrayList<String>();
    lines.add("Choose one by adding to the command line:");
    installed.stream().flatMap(one -> choice(one).stream()).distinct().forEach(lines::add);
    return lines;
  }

  private static Optional<String> choice(String installed) {
    if (installed.startsWith("no client: ")) {
      return Optional.of("--provider -");
    }
    return Optional.of(INSTALLED.matcher(installed))
        .filter(Matcher::find)
        .map(one -> "--provider " + one.group(1) + " --context " + one.group(2));
  }

  static Message of(NothingLeftOver problem) {
    return new Message(
        "Nothing called \"" + Wording.printable(problem.name()) + "\" is left over.",
        List.of("Nothing was removed."),
        List.of("To see what is left over:", PROGRAM + " prune"));
  }

  static Message of(KeyRefused problem) {
    return new Message(
        "Dokploy at " + problem.server() + " does not accept that key.",
        List.of("It is wrong, expired or disabled, or of another Dokploy. Nothing was stored."),
        List.of(
            "Make a key on "
                + problem.server()
                + " (Settings > Profile > API/CLI Keys), then try"
                + " again:",
            PROGRAM + " login " + problem.server()));
  }

  static Message of(NoToken problem) {
    return new Message(
        "DOKPLOY_API_TOKEN leads to no key.",
        List.of("It is: " + Wording.printable(problem.reference()), problem.why()),
        problem.fix().lines().toList());
  }

  static Message of(UnreadableFile problem) {
    return new Message(
        "Can't read " + problem.path() + ".",
        List.of(problem.whose()),
        List.of("Look at the file: its permissions, and whether it is complete."));
  }
}
