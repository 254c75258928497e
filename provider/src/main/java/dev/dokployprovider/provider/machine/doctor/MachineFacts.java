package dev.dokployprovider.provider.machine.doctor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a machine says of itself.
 *
 * @param disks how full they are, in percent, by where they are mounted
 * @param docker its version; "no" where it does not answer, "none" where there is none
 * @param memory how much is in use, in percent
 * @param routes of its network, those of its Docker too
 * @param forwards whether it passes packets on, without which its containers reach nothing
 * @param volumes the volume at each place; empty where the machine does not tell
 */
record MachineFacts(
    Map<String, Integer> disks,
    Optional<String> docker,
    Optional<Integer> memory,
    List<Route> routes,
    boolean forwards,
    Map<String, String> volumes) {

  /** One fact on a line, its name before it; what is missing on the machine is left out. */
  private static final String LOOK =
      """
      df -Pk / /root /home /var/lib/docker 2>/dev/null | awk 'NR>1 {sub("%","",$5); print "disk " $6 " " $5}'
      if command -v docker >/dev/null 2>&1; then
        if v=$(docker info --format '{{.ServerVersion}}' 2>/dev/null) && [ -n "$v" ]; then echo "docker $v"; else echo 'docker no'; fi
      else echo 'docker none'; fi
      awk '/^MemTotal/ {t=$2} /^MemAvailable/ {a=$2} END {if (t) print "memory " int((t-a)*100/t)}' /proc/meminfo 2>/dev/null
      awk 'NR>1 {print "route " $1 " " $2 " " $8}' /proc/net/route 2>/dev/null
      echo "forward $(cat /proc/sys/net/ipv4/ip_forward 2>/dev/null)"
      """;

  /**
   * A route of IPv4 as the kernel lists it.
   *
   * @param network and {@code mask} as unsigned numbers
   */
  record Route(String device, long network, long mask) {
    boolean isDefault() {
      return mask == 0;
    }

    /** Docker's own bridges. */
    boolean isDockers() {
      return device.equals("docker0") || device.startsWith("br-");
    }

    boolean overlaps(Route other) {
      long both = mask & other.mask;
      return (network & both) == (other.network & both);
    }

    /** As {@code 172.17.0.0/16}. */
    String range() {
      return "%d.%d.%d.%d/%d"
          .formatted(
              network >> 24 & 255,
              network >> 16 & 255,
              network >> 8 & 255,
              network & 255,
              Long.bitCount(mask));
    }
  }

  /**
   * What is run on the machine.
   *
   * @param places where volumes are to be: paths without anything that a shell knows
   */
  static String look(Collection<String> places) {
    return LOOK
        + "devpod-machine volumes %s 2>/dev/null | sed 's/^/volume /'\necho end\n"
            .formatted(String.join(" ", places));
  }

  /** Out of what {@link #look} prints. */
  static MachineFacts read(String text) {
    var disks = new HashMap<String, Integer>();
    var routes = new ArrayList<Route>();
    var volumes = new TreeMap<String, String>();
    Optional<String> docker = Optional.empty();
    Optional<Integer> memory = Optional.empty();
    boolean forwards = true;
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
        case "route" -> route(words).ifPresent(routes::add);
        case "forward" -> forwards = !line.equals("forward 0");
        case "volume" -> {
          if (words.length == 3) {
            volumes.put(words[1], words[2]);
          }
        }
        default -> {
          // What a start-up file of the user's prints.
        }
      }
    }
    return new MachineFacts(disks, docker, memory, routes, forwards, volumes);
  }

  private static Optional<Integer> percent(String text) {
    return text.matches("\\d{1,3}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  /** The kernel prints addresses as hexadecimal numbers, their last byte first. */
  private static Optional<Route> route(String[] words) {
    return words.length == 4 && (words[2] + words[3]).matches("[0-9A-Fa-f]{16}")
        ? Optional.of(new Route(words[1], number(words[2]), number(words[3])))
        : Optional.empty();
  }

  private static long number(String hexadecimal) {
    return Integer.toUnsignedLong(Integer.reverseBytes(Integer.parseUnsignedInt(hexadecimal, 16)));
  }
}
