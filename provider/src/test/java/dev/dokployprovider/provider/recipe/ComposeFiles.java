package dev.dokployprovider.provider.recipe;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads a recipe's compose file as docker compose does: YAML, then {@code $$} for {@code $}. */
final class ComposeFiles {
  private ComposeFiles() {}

  /** The value at this path of keys. */
  static Object at(Recipe recipe, String... path) {
    Object value = new Load(LoadSettings.builder().build()).loadFromString(recipe.composeFile());
    for (String key : path) {
      value = Objects.requireNonNull(((Map<?, ?>) value).get(key), key);
    }
    return value;
  }

  static Object service(Recipe recipe, String key) {
    return at(recipe, "services", Recipe.SERVICE, key);
  }

  static List<String> texts(Object list) {
    return ((List<?>) list).stream().map(ComposeFiles::text).toList();
  }

  /** The text as the container gets it. Fails where compose would look for a variable. */
  static String text(Object value) {
    String text = (String) value;
    if (text.replace("$$", "").contains("$")) {
      throw new AssertionError("a bare $ in: " + text);
    }
    return text.replace("$$", "$");
  }
}
