package dev.dokployprovider.provider.machine.backup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a running machine said of itself.
 *
 * @param docker the mode of its Docker
 * @param drivers how its Docker stores images
 * @param restoring since when a restore onto it is unfinished; empty where none is
 * @param mounts what else is mounted inside of its volumes
 * @param places its volumes by their places
 */
record Probed(
    String arch,
    String docker,
    List<String> drivers,
    String restoring,
    List<String> mounts,
    Map<String, Place> places) {
  Probed {
    drivers = List.copyOf(drivers);
    mounts = List.copyOf(mounts);
    places = Map.copyOf(places);
  }

  /**
   * A volume.
   *
   * @param device the disk that it is on
   * @param free kilobytes that are free there
   * @param used kilobytes that the volume takes
   */
  record Place(String device, long free, long used) {}

  /** Out of lines of the script; others say nothing. */
  static Probed read(String text) {
    var words = new LinkedHashMap<String, String>();
    var drivers = new ArrayList<String>();
    var mounts = new ArrayList<String>();
    var places = new LinkedHashMap<String, Place>();
    for (String line : text.lines().filter(one -> one.startsWith("@")).toList()) {
      String[] parts = line.strip().split(" ", -1);
      String value = line.substring(Math.min(line.length(), parts[0].length() + 1));
      switch (parts[0]) {
        case "@driver" -> drivers.add(value);
        case "@mount" -> mounts.add(value);
        case "@place" -> {
          if (line.matches("@place \\S+ \\S+ \\d{1,18} \\d{1,18}")) {
            places.put(
                parts[1], new Place(parts[2], Long.parseLong(parts[3]), Long.parseLong(parts[4])));
          }
        }
        default -> words.put(parts[0], value);
      }
    }
    return new Probed(
        words.getOrDefault("@arch", ""),
        words.getOrDefault("@docker", ""),
        drivers,
        words.getOrDefault("@restoring", ""),
        mounts,
        places);
  }

  /** Kilobytes that the volume at that place takes. */
  long used(String place) {
    return Optional.ofNullable(places.get(place)).map(Place::used).orElse(0L);
  }

  boolean isBeingRestored() {
    return !restoring.isEmpty();
  }
}
