package dev.dokployprovider.provider.recipe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A compose file of this provider, read again: what it says of itself.
 *
 * @param hash of the recipe that made it
 */
public record WrittenRecipe(String hash, Notes notes) {
  /** Empty for every other text. */
  public static Optional<WrittenRecipe> read(String composeFile) {
    try {
      var document = new Load(LoadSettings.builder().build()).loadFromString(composeFile);
      return document instanceof Map<?, ?> map
              && map.get(Recipe.ABOUT_KEY) instanceof Map<?, ?> about
          ? Optional.of(of(about))
          : Optional.empty();
    } catch (YamlEngineException notYaml) {
      return Optional.empty();
    }
  }

  private static WrittenRecipe of(Map<?, ?> about) {
    SequencedMap<String, String> options = new LinkedHashMap<>();
    if (about.get("options") instanceof Map<?, ?> written) {
      written.forEach((name, value) -> options.put(String.valueOf(name), text(value)));
    }
    var base = Optional.ofNullable(about.get("base")).map(WrittenRecipe::text);
    return new WrittenRecipe(
        Optional.ofNullable(about.get("recipe")).map(WrittenRecipe::text).orElse(""),
        new Notes(
            base,
            Optional.ofNullable(about.get("network"))
                .map(WrittenRecipe::text)
                .map(MachineNetwork::new),
            options));
  }

  private static String text(Object value) {
    return String.valueOf(value).replace("$$", "$");
  }
}
