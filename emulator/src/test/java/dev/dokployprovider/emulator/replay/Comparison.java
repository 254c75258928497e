package dev.dokployprovider.emulator.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares a recorded answer with the emulator's: the same keys, the same JSON types, and for what
 * a client decides by the same values.
 */
final class Comparison {
  /** Names whose texts are compared, not only their types. */
  private static final Set<String> VALUES =
      Set.of(
          "composeStatus",
          "state",
          "title",
          "errorMessage",
          "sourceType",
          "composeType",
          "message",
          "code",
          "role",
          "composeFile",
          "success");

  private static final Set<String> DEPLOYMENT = Set.of("running", "done", "error", "cancelled");

  private final Translation translation;
  private final boolean partial;
  private final List<String> problems = new ArrayList<>();

  private Comparison(Translation translation, boolean partial) {
    this.translation = translation;
    this.partial = partial;
  }

  /**
   * What differs.
   *
   * @param partial the emulator may leave out keys (docker inspect without Docker)
   */
  static List<String> of(
      Translation translation, boolean partial, @Nullable Object recorded, @Nullable Object ours) {
    Comparison comparison = new Comparison(translation, partial);
    comparison.compare("", recorded, ours);
    return comparison.problems;
  }

  private List<String> element(@Nullable Object recorded, @Nullable Object ours) {
    Comparison comparison = new Comparison(translation, partial);
    comparison.compare("[]", recorded, ours);
    return comparison.problems;
  }

  private void compare(String at, @Nullable Object recorded, @Nullable Object ours) {
    if (!type(recorded).equals(type(ours))) {
      problems.add(at + ": " + type(recorded) + " and not " + type(ours));
    } else if (recorded instanceof Map<?, ?> map && ours instanceof Map<?, ?> other) {
      compareMaps(at, map, other);
    } else if (recorded instanceof List<?> list && ours instanceof List<?> other) {
      compareLists(at, list, other);
    } else if (recorded != null && isCompared(at, String.valueOf(recorded))) {
      String expected = translation.translate(String.valueOf(recorded));
      if (!expected.equals(String.valueOf(ours))) {
        problems.add(at + ": '" + expected + "' and not '" + ours + "'");
      }
    }
  }

  private static boolean isCompared(String at, String recorded) {
    String name = at.substring(at.lastIndexOf('.') + 1);
    boolean line = at.isEmpty() && recorded.length() < 200 && !recorded.contains("\n");
    return line
        || (VALUES.contains(name) && !recorded.equals("No state"))
        || (name.equals("status") && DEPLOYMENT.contains(recorded));
  }

  private void compareMaps(String at, Map<?, ?> recorded, Map<?, ?> ours) {
    for (Object key : recorded.keySet()) {
      if (!ours.containsKey(key) && !partial && !isMadeUp(key)) {
        problems.add(at + "." + key + " is missing");
      }
    }
    for (Object key : ours.keySet()) {
      if (recorded.containsKey(key) && !isRedacted(recorded.get(key))) {
        compare(at + "." + name(key), recorded.get(key), ours.get(key));
      } else if (!recorded.containsKey(key) && !isMadeUp(key)) {
        problems.add(at + "." + key + " is too much");
      }
    }
  }

  private static boolean isRedacted(@Nullable Object value) {
    return "<redacted>".equals(value);
  }

  private static String name(Object key) {
    return String.valueOf(key).replace('.', '_');
  }

  /** A key that is a name of the recording's own, such as that of a network. */
  private static boolean isMadeUp(Object key) {
    return String.valueOf(key).endsWith("_default");
  }

  /**
   * Each of our elements must look like one of the recorded; how many there are depends on what
   * else is on the server.
   */
  private void compareLists(String at, List<?> recorded, List<?> ours) {
    if (recorded.isEmpty() || ours.isEmpty()) {
      if (at.isEmpty() && recorded.isEmpty() != ours.isEmpty()) {
        problems.add(recorded.size() + " elements and not " + ours.size());
      }
      return;
    }
    for (int i = 0; i < ours.size(); i++) {
      Object element = ours.get(i);
      List<String> fewest = null;
      for (int j = 0; j < recorded.size(); j++) {
        // An element of the same place first: lists of deployments are compared in order.
        Object candidate = recorded.get((i + j) % recorded.size());
        List<String> found = element(candidate, element);
        if (fewest == null || found.size() < fewest.size()) {
          fewest = found;
        }
      }
      for (String problem : fewest == null ? List.<String>of() : fewest) {
        problems.add(at + problem);
      }
    }
  }

  private static String type(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> map -> "object";
      case List<?> list -> "array";
      case Number number -> "number";
      case Boolean flag -> "boolean";
      default -> "string";
    };
  }
}
