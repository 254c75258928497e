package dev.dokployprovider.provider.machine.backup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a backup can be made of a machine, and whether it can go onto one. Pure. */
final class BackupCompatibility {
  /**
   * Where every layer is plain files on the volume; others keep subvolumes, datasets or devices,
   * which tar does not see.
   */
  private static final Set<String> PLAIN =
      Set.of("overlay2", "vfs", "fuse-overlayfs", "containerd-overlayfs", "containerd-native");

  private BackupCompatibility() {}

  /** Why Docker's volume can't be saved; empty where it can. */
  static List<String> ofDocker(Probed machine) {
    return machine.drivers().stream()
        .filter(driver -> !PLAIN.contains(driver))
        .map(driver ->
            "Its Docker stores images with \"%s\", which is more than files.".formatted(driver))
        .toList();
  }

  /**
   * Why a backup can't go onto a machine with those options.
   *
   * @param volumes the names of the machine's volumes with their places
   * @param docker the mode of its Docker
   */
  static List<String> ofOptions(Manifest backup, Map<String, String> volumes, String docker) {
    var why = new ArrayList<String>();
    for (var volume : backup.volumes()) {
      if (!volume.path().equals(volumes.get(volume.name()))) {
        why.add(
            volume.path().equals(Manifest.DOCKER_PLACE)
                ? "The backup has images and containers, and the machine is to have no Docker."
                : "The backup has a volume %s at %s, and the machine has none of that name there."
                    .formatted(volume.name(), volume.path()));
      }
    }
    if (backup.hasDocker() && volumes.containsValue(Manifest.DOCKER_PLACE)) {
      why.addAll(mode(backup, docker));
    }
    return why;
  }

  private static List<String> mode(Manifest backup, String docker) {
    return backup.docker().equals(docker)
        ? List.of()
        : List.of(
            "The backup is of a machine with DOKPLOY_MACHINE_DOCKER=%s, and this one has %s."
                .formatted(backup.docker(), docker));
  }

  /** Why a backup can't go onto that machine; empty where it can. */
  static List<String> ofMachine(Manifest backup, Probed machine) {
    var why = new ArrayList<String>();
    for (var volume : backup.volumes()) {
      if (!machine.places().containsKey(volume.path())) {
        why.add("The machine has no volume at " + volume.path() + ".");
      }
    }
    if (backup.hasDocker()) {
      why.addAll(docker(backup, machine));
    }
    var known = new HashSet<>(backup.mounts());
    backup.volumes().forEach(volume -> known.add(volume.path()));
    machine.mounts().stream()
        .filter(mount -> !mount.startsWith(Manifest.DOCKER_PLACE + "/"))
        .filter(mount -> !known.contains(mount))
        .map(mount ->
            "The machine has another volume at %s, where the backup may have files."
                .formatted(mount))
        .forEach(why::add);
    why.addAll(room(backup, machine));
    return why;
  }

  private static List<String> docker(Manifest backup, Probed machine) {
    var why = new ArrayList<>(mode(backup, machine.docker()));
    if (!backup.arch().equals(machine.arch())) {
      why.add(
          "The images in the backup are for %s, and the server is %s."
              .formatted(backup.arch(), machine.arch()));
    }
    if (!machine.drivers().isEmpty()
        && !backup.drivers().isEmpty()
        && !machine.drivers().containsAll(backup.drivers())) {
      why.add(
          "Docker stored images with %s, and on this machine it does with %s."
              .formatted(
                  String.join(", ", backup.drivers()), String.join(", ", machine.drivers())));
    }
    return why;
  }

  /** On each disk: what is free there, and what is freed first. */
  private static List<String> room(Manifest backup, Probed machine) {
    var needed = new HashMap<String, Long>();
    var there = new HashMap<String, Long>();
    for (var volume : backup.volumes()) {
      var place = machine.places().get(volume.path());
      if (place != null) {
        needed.merge(place.device(), volume.kilobytes() + volume.kilobytes() / 20, Long::sum);
        there.merge(place.device(), place.used(), Long::sum);
      }
    }
    return needed.entrySet().stream()
        .filter(disk -> disk.getValue() > room(there, machine, disk.getKey()))
        .map(disk ->
            "On the server's disk %s are needed, and %s are free."
                .formatted(
                    Sizes.of(disk.getValue() * 1024),
                    Sizes.of(1024 * room(there, machine, disk.getKey()))))
        .toList();
  }

  private static long room(Map<String, Long> used, Probed machine, String device) {
    return used.getOrDefault(device, 0L) + free(machine, device);
  }

  private static long free(Probed machine, String device) {
    return machine.places().values().stream()
        .filter(place -> place.device().equals(device))
        .mapToLong(Probed.Place::free)
        .min()
        .orElse(0);
  }
}
