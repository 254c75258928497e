package dev.dokployprovider.emulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Learns which of the emulator's ids stands for which recorded one, and puts it in its place. */
final class Ids {
  private static final Pattern ID = Pattern.compile("id|.*Id|appName|logPath");

  private final Map<String, String> ours = new HashMap<>();

  void learn(@Nullable Object real, @Nullable Object answer) {
    if (real instanceof Map<?, ?> realMap && answer instanceof Map<?, ?> ourMap) {
      realMap.forEach((key, value) -> {
        if (ID.matcher(String.valueOf(key)).matches()
            && value instanceof String text
            && ourMap.get(key) instanceof String other) {
          ours.put(text, other);
        }
        learn(value, ourMap.get(key));
      });
    } else if (real instanceof List<?> realList && answer instanceof List<?> ourList) {
      for (int i = 0; i < Math.min(realList.size(), ourList.size()); i++) {
        learn(realList.get(i), ourList.get(i));
      }
    }
  }

  boolean knows(String real) {
    return ours.containsKey(real);
  }

  String replace(String text) {
    String replaced = text;
    for (var id : ours.entrySet()) {
      replaced =
          replaced
              .replace(id.getKey(), id.getValue())
              .replace(
                  URLEncoder.encode(id.getKey(), StandardCharsets.UTF_8),
                  URLEncoder.encode(id.getValue(), StandardCharsets.UTF_8));
    }
    return replaced;
  }
}
