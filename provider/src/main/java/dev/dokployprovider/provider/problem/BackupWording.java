package dev.dokployprovider.provider.problem;

import dev.dokployprovider.provider.problem.Problem.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words for backups of machines. */
final class BackupWording {
  private static final String PROGRAM = "dokploy-provider";

  private BackupWording() {}

  static Message of(UnusableBackup problem) {
    return new Message(
        "Can't restore from " + problem.path() + ".",
        List.of(problem.why(), "Nothing was changed."),
        List.of(
            "Check the path, or take another copy of the backup. To make one:",
            PROGRAM + " backup my-machine --to my-machine.backup"));
  }

  static Message of(BackupRefused problem) {
    return new Message(
        "The volumes of " + problem.machine() + " can't be backed up or restored as they are.",
        printable(problem.why()),
        problem.fix());
  }

  static Message of(BackupFailed problem) {
    return new Message(
        "The backup of " + problem.machine() + " failed.",
        printable(problem.why()),
        List.of(
            "Nothing on the machine was changed, and no file is left. Try again while it is not in use:",
            PROGRAM + " backup " + problem.machine()));
  }

  static Message of(RestoreFailed problem) {
    var why = new ArrayList<>(printable(problem.why()));
    why.add("Some of its volumes are incomplete or empty; the machine was stopped.");
    return new Message(
        "The restore of " + problem.machine() + " was not finished.",
        why,
        List.of(
            "Run it again; it begins from the start:",
            PROGRAM
                + " restore "
                + problem.machine()
                + " --from "
                + PastedWord.of(problem.from().toString())));
  }

  static Message of(NotMoved problem) {
    var cause = Wording.of(problem.problem());
    var why = new ArrayList<String>();
    why.add(cause.what());
    // Of the machine that was made on the other server, which is removed again.
    why.addAll(
        problem.problem() instanceof RestoreFailed(var machine, var said, var from)
            ? printable(said)
            : cause.why());
    why.add(
        problem
            .left()
            .map(left -> "Its volumes are as they were, but: " + Wording.of(left).what())
            .orElse("It is where it was, as it was."));
    boolean ofFile =
        problem.problem() instanceof RestoreFailed || problem.problem() instanceof BackupFailed;
    var fix = new ArrayList<>(ofFile ? List.<String>of() : cause.fix());
    fix.add("To try again:");
    fix.add(move(problem.machine(), problem.server()));
    return new Message(
        "%s was not moved to %s.".formatted(problem.machine(), name(problem.server())), why, fix);
  }

  static Message of(MoveUnfinished problem) {
    return new Message(
        "%s is on %s now, and what it was before runs again on %s."
            .formatted(problem.machine(), name(problem.server()), name(problem.before())),
        List.of("It was started there since. It is not removed, as work may be on it."),
        List.of(
            "If nothing on it is needed, stop its service on Dokploy's page, and then:",
            move(problem.machine(), problem.server())));
  }

  private static String name(Optional<String> server) {
    return server.orElse("Dokploy's own server");
  }

  private static String move(String machine, Optional<String> server) {
    return "%s move %s --server %s".formatted(PROGRAM, machine, PastedWord.of(server.orElse("")));
  }

  private static List<String> printable(List<String> lines) {
    return lines.stream().map(Wording::printable).toList();
  }
}
