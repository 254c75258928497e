package dev.dokployprovider.provider.problem;

import dev.dokployprovider.provider.problem.Problem.*;
import java.util.ArrayList;
import java.util.List;

/** The words for backups of machines. */
final class BackupWording {
  private static final String PROGRAM = "dokploy-provider";

  private BackupWording() {}

  static Message of(UnusableBackup problem) {
    return new Message(
        "Can't restore from " + problem.path() + ".",
        List.of(problem.why(), "Nothing was changed."),
        List.of(
            "Take another copy of the backup, or an earlier one. To make one:",
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
            "The machine is as it was, and no file is left. Try again while nobody uses it:",
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
            PROGRAM + " restore " + problem.machine() + " --from " + problem.from()));
  }

  private static List<String> printable(List<String> lines) {
    return lines.stream().map(Wording::printable).toList();
  }
}
