package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.doctor.ComputerChecks.Mode;
import dev.dokployprovider.provider.machine.reach.Outcome;
import dev.dokployprovider.provider.ssh.OpenResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges what is seen of one machine. */
final class MachineChecks {
  private static final int FULL_PERCENT = 90;

  /** One fact on a line, its name before it; what is missing on the machine is left out. */
  static final String LOOK =
      """
      df -Pk / /root /home /var/lib/docker 2>/dev/null | awk 'NR>1 {sub("%","",$5); print "disk " $6 " " $5}'
      if command -v docker >/dev/null 2>&1; then
        if v=$(docker info --format '{{.ServerVersion}}' 2>/dev/null) && [ -n "$v" ]; then echo "docker $v"; else echo 'docker no'; fi
      else echo 'docker none'; fi
      awk '/^MemTotal/ {t=$2} /^MemAvailable/ {a=$2} END {if (t) print "memory " int((t-a)*100/t)}' /proc/meminfo 2>/dev/null
      echo end
      """;

  private MachineChecks() {}

  /**
   * What a machine says of itself.
   *
   * @param disks how full they are, in percent, by where they are mounted
   * @param docker its version; "no" where it does not answer, "none" where there is none
   * @param memory how much is in use, in percent
   */
  record Facts(Map<String, Integer> disks, Optional<String> docker, Optional<Integer> memory) {

    /** Out of what {@link #LOOK} prints. */
    static Facts read(String text) {
      var disks = new HashMap<String, Integer>();
      Optional<String> docker = Optional.empty();
      Optional<Integer> memory = Optional.empty();
      for (String line : text.lines().toList()) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
          case "disk" -> {
            if (words.length == 3) {
              percent(words[2]).ifPresent(full -> disks.put(words[1], full));
            }
          }
          case "docker" -> docker = Optional.of(line.substring(line.indexOf(' ') + 1));
          case "memory" -> memory = percent(words[words.length - 1]);
          default -> {
            // What a start-up file of the user's prints.
          }
        }
      }
      return new Facts(disks, docker, memory);
    }

    private static Optional<Integer> percent(String text) {
      return text.matches("\\d{1,3}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
  }

  static Finding record(String folder, boolean recorded, boolean hasKey, List<Mode> modes) {
    if (!recorded || !hasKey) {
      return Finding.warning(
          "The machine was found by its name; its folder has no "
              + (recorded ? "key" : "record")
              + " of it.",
          "To take it over here, run create for it again, or start it.");
    }
    var open = modes.stream().filter(Mode::isOpen).toList();
    return open.isEmpty()
        ? Finding.ok(folder)
        : Finding.warning(
            "Others on this computer can read the machine's key.",
            open.stream().map(one -> "chmod go= " + one.path()).toArray(String[]::new));
  }

  /**
   * @param deployments newest first
   */
  static Finding deployment(String machine, List<Deployment> deployments) {
    if (deployments.isEmpty()) {
      return Finding.warning("It was never deployed.", "devpod machine start " + machine);
    }
    var newest = deployments.getFirst();
    String when = newest.createdAt();
    return switch (newest.status()) {
      case DONE -> Finding.ok("succeeded, " + when);
      case RUNNING -> Finding.warning("One runs since " + when + ".", "Wait for it to end.");
      case ERROR ->
          Finding.warning(
              "The last one failed, " + when + ".",
              "Its log is on Dokploy's page, at the service " + machine + " > Deployments.");
      case CANCELLED, UNKNOWN ->
          Finding.warning(
              "The last one did not end, " + when + ".", "devpod machine start " + machine);
    };
  }

  /** A machine that was stopped is no fault, but nothing beyond it can be looked at. */
  static Finding notRunning(String machine, Condition condition) {
    return Finding.of(condition.problem(machine));
  }

  /**
   * @param connected whether a live connection is open
   */
  static Finding ssh(String machine, boolean connected, OpenResult result, Path config) {
    if (result instanceof OpenResult.Opened) {
      return Finding.ok(connected ? "answers; a live connection is open" : "answers");
    }
    var why = new ArrayList<>(List.of(Outcome.of(result)));
    if (connected) {
      why.add("The live connection that is open still works.");
    }
    return Finding.failed(
            "The machine can't be reached at its recorded address.",
            "It may have moved; the provider looks for it again with the next command:",
            "devpod machine start " + machine,
            "To see what ssh says: ssh -v -F '" + config + "' machine")
        .because(why);
  }

  static Finding docker(Facts facts) {
    return switch (facts.docker().orElse("")) {
      case "" -> Finding.skipped("the machine did not tell");
      case "none" -> Finding.skipped("the machine has no Docker");
      case "no" ->
          Finding.failed(
              "Docker on the machine does not answer.",
              "Restart the machine. Why it does not start is in the log of its container, on Dokploy's page.");
      case String version -> Finding.ok("Docker " + version);
    };
  }

  static Finding disk(Facts facts) {
    var full =
        facts.disks().entrySet().stream()
            .filter(disk -> disk.getValue() >= FULL_PERCENT)
            .map(disk -> disk.getKey() + " is " + disk.getValue() + " % full")
            .sorted()
            .toList();
    if (facts.disks().isEmpty()) {
      return Finding.skipped("the machine did not tell");
    }
    return full.isEmpty()
        ? Finding.ok(
            facts.disks().values().stream().max(Integer::compare).orElse(0) + " % used at most")
        : Finding.warning(
                "The disk is nearly full.",
                "Remove images that are not needed, on the machine: docker system prune")
            .because(full);
  }

  static Finding memory(Facts facts) {
    return facts
        .memory()
        .map(used ->
            used >= FULL_PERCENT
                ? Finding.warning(
                    used + " % of the memory is in use.",
                    "Give the machine more, or the server: DOKPLOY_MACHINE_MEMORY.")
                : Finding.ok(used + " % used"))
        .orElseGet(() -> Finding.skipped("the machine did not tell"));
  }
}
