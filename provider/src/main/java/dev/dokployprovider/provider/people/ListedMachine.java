package dev.dokployprovider.provider.people;

import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.provider.machine.overview.MachineRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A machine as a line of the list, and as an object for programs.
 *
 * @param idle for how long no workspace of it was used; empty where that is not known
 * @param workspace what a client of this computer has it for
 * @param orphan whether it is the user's, and this computer has no folder of it
 */
record ListedMachine(
    MachineRow row, Optional<Duration> idle, Optional<String> workspace, boolean orphan) {

  /** The most important ones first: the last ones go where a line is too short. */
  static List<String> titles(boolean more) {
    return more
        ? List.of("NAME", "STATE", "SERVER", "OWNER", "AGE", "IDLE", "SIZE", "WORKSPACE")
        : List.of("NAME", "STATE", "SERVER", "OWNER", "AGE", "WORKSPACE");
  }

  List<String> texts(Instant now, boolean more) {
    var texts =
        new ArrayList<>(
            List.of(
                printable(row.name()),
                row.state(),
                printable(row.server().orElse("(Dokploy)")),
                owner(),
                row.made().map(made -> age(Duration.between(made, now))).orElse("-")));
    if (more) {
      texts.add(idle.map(ListedMachine::age).orElse("-"));
      texts.add(row.bytes().map(ListedMachine::size).orElse("-"));
    }
    texts.add(workspace.map(ListedMachine::printable).orElse(orphan ? "(orphan)" : "-"));
    return texts;
  }

  Json json(boolean more) {
    var object =
        Json.object()
            .with("name", row.name())
            .with("state", row.state())
            .with("note", row.note())
            .with("server", row.server().orElse(""))
            .with("owner", owner())
            .with("created", row.made().map(Instant::toString).orElse(""))
            .with("workspace", workspace.orElse(""))
            .with("orphan", orphan);
    if (more && idle.isPresent()) {
      object = object.with("idleMinutes", idle.get().toMinutes());
    }
    return more && row.bytes().isPresent() ? object.with("bytes", row.bytes().get()) : object;
  }

  private String owner() {
    return switch (row.owner()) {
      case YOU -> "you";
      case OTHER -> "other";
      case UNKNOWN -> "unknown";
    };
  }

  /** The largest unit of it, as `docker ps` and `kubectl` show an age. */
  static String age(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + "d";
    }
    if (age.toHours() > 0) {
      return age.toHours() + "h";
    }
    return String.format(Locale.ROOT, "%dm", Math.max(0, age.toMinutes()));
  }

  /** In powers of 1000, as Docker shows sizes. */
  static String size(long bytes) {
    if (bytes < 1_000_000) {
      return "<1 MB";
    }
    return bytes < 1_000_000_000
        ? bytes / 1_000_000 + " MB"
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
