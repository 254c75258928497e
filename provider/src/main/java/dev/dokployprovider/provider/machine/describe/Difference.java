package dev.dokployprovider.provider.machine.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** How what is deployed differs from what is asked for, option by option. */
final class Difference {
  private Difference() {}

  static List<String> between(Map<String, String> deployed, Map<String, String> asked) {
    var names = new TreeSet<>(deployed.keySet());
    names.addAll(asked.keySet());
    var lines = new ArrayList<String>();
    for (String name : names) {
      String was = deployed.getOrDefault(name, "nothing");
      String wanted = asked.getOrDefault(name, "nothing");
      if (!was.equals(wanted)) {
        lines.add("%s: deployed with %s, the options ask for %s".formatted(name, was, wanted));
      }
    }
    return lines;
  }
}
