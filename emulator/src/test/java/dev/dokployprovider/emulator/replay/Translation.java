package dev.dokployprovider.emulator.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recorded identifiers and what stands for them in the emulator, learned from pairs of answers. */
final class Translation {
  private static final Set<String> NAMED =
      Set.of(
          "projectId",
          "environmentId",
          "composeId",
          "deploymentId",
          "serverId",
          "containerId",
          "appName",
          "userId",
          "organizationId");

  private final Map<String, String> known = new HashMap<>();

  boolean knows(String recorded) {
    return known.containsKey(recorded);
  }

  void put(String recorded, String ours) {
    known.put(recorded, ours);
  }

  /** A text of the recording with all known identifiers replaced. */
  String translate(String text) {
    String translated = text;
    for (var entry : known.entrySet()) {
      translated = translated.replace(entry.getKey(), entry.getValue());
    }
    return translated;
  }

  /** Pairs up the identifiers of two answers that have the same form. */
  void learn(@Nullable Object recorded, @Nullable Object ours) {
    if (recorded instanceof Map<?, ?> map && ours instanceof Map<?, ?> other) {
      map.forEach((name, value) -> learn(String.valueOf(name), value, other.get(name)));
    } else if (recorded instanceof List<?> list && ours instanceof List<?> other) {
      if (list.size() == 1 && other.size() == 1) {
        learn(list.getFirst(), other.getFirst());
      }
    }
  }

  private void learn(String name, @Nullable Object recorded, @Nullable Object ours) {
    if (recorded instanceof String text && ours instanceof String other) {
      if (NAMED.contains(name) && text.length() > 5) {
        known.putIfAbsent(text, other);
      }
    } else {
      learn(recorded, ours);
    }
  }
}
