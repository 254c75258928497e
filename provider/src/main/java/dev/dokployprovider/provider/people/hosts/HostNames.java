package dev.dokployprovider.provider.people.hosts;

import dev.dokployprovider.provider.people.settings.KnownMachine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names by which ssh knows machines: each name means one machine. A pure function. */
final class HostNames {
  /** What a Host line takes literally, and a command line too. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

  private HostNames() {}

  /**
   * A machine and its names.
   *
   * @param names the shortest first; never empty
   * @param ambiguous names that it does not get, because another machine has them too
   */
  record Named(KnownMachine machine, List<String> names, Set<String> ambiguous) {
    Named {
      names = List.copyOf(names);
      ambiguous = Set.copyOf(ambiguous);
    }
  }

  /**
   * @param taken names that the user's own configuration gives to other hosts
   */
  static List<Named> of(List<KnownMachine> machines, Set<String> taken) {
    Map<String, Integer> count = new HashMap<>();
    machines.forEach(
        machine -> wanted(machine).forEach(name -> count.merge(name, 1, Integer::sum)));
    var used = new TreeSet<>(taken);
    used.addAll(count.keySet());
    var found = new ArrayList<Named>();
    for (var machine : machines) {
      var wanted = wanted(machine);
      var names = new ArrayList<>(wanted);
      names.removeIf(name -> count.getOrDefault(name, 0) > 1 || taken.contains(name));
      if (names.isEmpty()) {
        names.add(free(whole(machine), used));
      }
      used.addAll(names);
      var ambiguous = new TreeSet<>(wanted);
      ambiguous.removeIf(name -> count.getOrDefault(name, 0) < 2);
      found.add(new Named(machine, names, ambiguous));
    }
    return List.copyOf(found);
  }

  /** The workspace's name, the machine's, and that by which its own file knows it. */
  private static List<String> wanted(KnownMachine machine) {
    return Stream.of(
            machine.workspace(), Optional.of(machine.id()), Optional.of("dokploy-" + machine.id()))
        .flatMap(Optional::stream)
        .filter(name -> NAME.matcher(name).matches())
        .distinct()
        .toList();
  }

  /** With the context and the client that have it. */
  private static String whole(KnownMachine machine) {
    String where =
        machine
            .installed()
            .map(one -> "." + one.context() + "." + one.home().program())
            .orElse(".own");
    String name = ("dokploy-" + machine.id() + where).replaceAll("[^A-Za-z0-9_.-]", "-");
    return name.substring(0, Math.min(name.length(), 120));
  }

  private static String free(String name, Set<String> used) {
    String one = name;
    for (int number = 2; used.contains(one); number++) {
      one = name + "-" + number;
    }
    return one;
  }
}
