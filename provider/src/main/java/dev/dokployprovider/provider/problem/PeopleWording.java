package dev.dokployprovider.provider.problem;

import dev.dokployprovider.provider.problem.Problem.*;
import java.util.ArrayList;
import java.util.List;

/** The words for verbs that people type. */
final class PeopleWording {
  private static final String PROGRAM = "dokploy-provider";

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
    return new Message(
        problem.choice().isEmpty()
            ? "No Dokploy server is configured."
            : "No provider matches" + Wording.printable(problem.choice()) + ".",
        why,
        List.of(
            "Configure the provider in DevPod:",
            "devpod provider use dokploy --reconfigure",
            "Or store a key for the verbs that you type:",
            PROGRAM + " login https://dokploy.example.com"));
  }

  static Message of(SeveralProviders problem) {
    return new Message(
        "Several providers are configured, with different options.",
        problem.providers(),
        List.of("Choose one: add --provider NAME, --context NAME, or both."));
  }

  static Message of(UnknownMachine problem) {
    var close = Similar.to(problem.name(), problem.known());
    var fix = new ArrayList<String>();
    close.ifPresent(name -> fix.add("Did you mean " + name + "?"));
    fix.add(
        problem.known().isEmpty()
            ? "No machine at all has one. To make a machine: " + PROGRAM + " create NAME"
            : "Known here: " + String.join(", ", problem.known()));
    return new Message(
        "There is no machine or workspace \"" + Wording.printable(problem.name()) + "\".",
        List.of("No folder of that name is on this computer."),
        fix);
  }

  static Message of(SeveralMachines problem) {
    return new Message(
        "Several machines are called \"" + Wording.printable(problem.name()) + "\".",
        problem.folders(),
        List.of("Choose one: add --provider NAME, --context NAME, or both."));
  }

  static Message of(NoToken problem) {
    return new Message(
        "DOKPLOY_API_TOKEN leads to no key.",
        List.of("It is: " + Wording.printable(problem.reference()), problem.why()),
        List.of(problem.fix()));
  }

  static Message of(UnreadableFile problem) {
    return new Message(
        "Can't read " + problem.path() + ".",
        List.of(problem.whose()),
        List.of("Look at the file: its permissions, and whether it is complete."));
  }
}
