package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.provider.machine.doctor.MachineFacts.Route;
import java.util.Collection;
import java.util.Optional;

/** Judges what a machine says of itself. */
final class InsideChecks {
  private static final int FULL_PERCENT = 90;
  private static final String UNTOLD = "the machine did not tell";

  private InsideChecks() {}

  static Finding docker(MachineFacts facts) {
    return switch (facts.docker().orElse("")) {
      case "" -> Finding.skipped(UNTOLD);
      case "none" -> Finding.skipped("the machine has no Docker");
      case "no" ->
          Finding.failed(
              "Docker on the machine does not answer.",
              "Restart the machine. Why it does not start is in the log of its container, on Dokploy's page.");
      case String version -> Finding.ok("Docker " + version);
    };
  }

  /** Whether what is in the machine's Docker can reach anything. */
  static Finding network(MachineFacts facts) {
    var dockers = facts.routes().stream().filter(Route::isDockers).toList();
    var others =
        facts.routes().stream().filter(route -> !route.isDockers() && !route.isDefault()).toList();
    if (dockers.isEmpty()) {
      return Finding.skipped(
          facts.routes().isEmpty() ? UNTOLD : "no network of its Docker is to be seen");
    }
    var clashes =
        dockers.stream()
            .flatMap(one ->
                others.stream()
                    .filter(one::overlaps)
                    .map(other ->
                        "%s is %s, and %s is %s"
                            .formatted(one.device(), one.range(), other.device(), other.range())))
            .toList();
    if (!clashes.isEmpty()) {
      return Finding.warning(
              "A network of the machine's Docker has addresses of the machine's own network.",
              "Set DOKPLOY_MACHINE_SUBNETS to a range that neither uses, and start the machine again.")
          .because(clashes);
    }
    if (!facts.forwards()) {
      return Finding.warning(
          "The machine passes no packets on, so its containers reach nothing outside.",
          "On the machine, as root: sysctl -w net.ipv4.ip_forward=1");
    }
    if (facts.routes().stream().noneMatch(Route::isDefault)) {
      return Finding.warning(
          "The machine has no default route, so nothing outside is reached from it.",
          "Start the machine again; Docker gives it its network then.");
    }
    return Finding.ok(String.join(", ", dockers.stream().map(Route::range).sorted().toList()));
  }

  static Finding disk(MachineFacts facts) {
    var full =
        facts.disks().entrySet().stream()
            .filter(disk -> disk.getValue() >= FULL_PERCENT)
            .map(disk -> disk.getKey() + " is " + disk.getValue() + " % full")
            .sorted()
            .toList();
    if (facts.disks().isEmpty()) {
      return Finding.skipped(UNTOLD);
    }
    return full.isEmpty()
        ? Finding.ok(
            facts.disks().values().stream().max(Integer::compare).orElse(0) + " % used at most")
        : Finding.warning(
                "The disk is nearly full.",
                "Remove images that are not needed, on the machine: docker system prune")
            .because(full);
  }

  /**
   * @param places where volumes are to be
   * @param lost the places of those that were removed on the server while the machine was stopped
   */
  static Finding volumes(MachineFacts facts, Collection<String> places, Optional<String> lost) {
    if (facts.volumes().isEmpty()) {
      return Finding.skipped(UNTOLD);
    }
    var missing =
        places.stream().filter(place -> !facts.volumes().containsKey(place)).sorted().toList();
    if (!missing.isEmpty()) {
      return Finding.warning(
          "Not on a volume, so not kept when the machine is recreated: "
              + String.join(", ", missing),
          "Stop the machine and start it again, which makes it as the options say.");
    }
    return lost.map(which ->
            Finding.warning(
                "Volumes were removed on the server while the machine was stopped, and what was in"
                    + " them is lost: "
                    + which.strip(),
                "docs/machine.md, What is kept, says how that happens."))
        .orElseGet(() -> Finding.ok(String.join(", ", facts.volumes().keySet())));
  }

  static Finding memory(MachineFacts facts) {
    return facts
        .memory()
        .map(used ->
            used >= FULL_PERCENT
                ? Finding.warning(
                    used + " % of the memory is in use.",
                    "Give the machine more, or the server: DOKPLOY_MACHINE_MEMORY.")
                : Finding.ok(used + " % used"))
        .orElseGet(() -> Finding.skipped(UNTOLD));
  }
}
