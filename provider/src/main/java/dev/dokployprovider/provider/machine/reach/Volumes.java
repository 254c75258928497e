package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.ssh.RunResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Notices volumes that were removed behind the machine's back, as {@code docker volume prune} does
 * while it has no container: Docker makes new ones without a word. Which ones the machine had is
 * kept in its folder.
 */
final class Volumes {
  private static final Pattern LINE = Pattern.compile("(/\\S+) (\\S+)");

  private final MachineContext context;

  Volumes(MachineContext context) {
    this.context = context;
  }

  /** Tells the volumes that the machine has now. */
  String question() {
    return command(MachineSpecs.places(context));
  }

  /** Says which are lost since the last look, and remembers those that there are. */
  void check(RunResult answer) {
    var now = read(answer.stdout());
    if (answer.exitCode() != 0 || now.isEmpty()) {
      return; // the script of an earlier deployment does not know the question
    }
    var before = read(context.folder().read(MachineFolder.VOLUMES).orElse(""));
    noteRestore(answer.stdout());
    var lost = lost(before, now);
    if (!lost.isEmpty()) {
      var text = String.join(", ", lost);
      context
          .progress()
          .note(
              "These volumes of the machine were removed on the server while it was stopped, and what"
                  + " was in them is lost: "
                  + text
                  + ". It goes on with new, empty ones (docs/machine.md, What is kept).");
      context.folder().write(MachineFolder.LOST_VOLUMES, text + "\n");
    }
    var known = new TreeMap<>(before);
    known.putAll(now);
    context.folder().write(MachineFolder.VOLUMES, write(known));
  }

  /** Not of the machine that a move makes, which is restored again by the same move. */
  private void noteRestore(String answer) {
    answer
        .lines()
        .filter(line -> line.startsWith("restoring ") && !context.alone())
        .forEach(line ->
            context
                .progress()
                .note(
                    "A restore onto this machine, begun at %s, is not finished: its volumes are incomplete."
                            .formatted(line.substring("restoring ".length()))
                        + " Run it again: dokploy-provider restore "
                        + context.id()
                        + " --from FILE"));
  }

  /** The places are paths without anything that a shell knows ({@code Mounts}). */
  static String command(Collection<String> places) {
    return "devpod-machine volumes " + String.join(" ", places);
  }

  /** The volume at each place, out of lines of a place and a name. */
  static Map<String, String> read(String text) {
    return text.lines()
        .map(LINE::matcher)
        .filter(line -> line.matches())
        .collect(
            Collectors.toMap(
                line -> line.group(1), line -> line.group(2), (one, other) -> other, TreeMap::new));
  }

  static String write(Map<String, String> volumes) {
    return volumes.entrySet().stream()
        .map(volume -> volume.getKey() + " " + volume.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /** The places where another volume is now than before. */
  static List<String> lost(Map<String, String> before, Map<String, String> now) {
    return before.entrySet().stream()
        .filter(was -> !now.getOrDefault(was.getKey(), was.getValue()).equals(was.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
