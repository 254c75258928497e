package dev.dokployprovider.emulator.queue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Parses a compose file and writes it again, as every release from 0.28.2 on does: comments and
 * needless quotes go, YAML 1.2 decides what is a number (docs/reference/dokploy.md §4).
 */
public final class ComposeRewrite {
  private static final int WIDTH = 1000;

  private ComposeRewrite() {}

  /**
   * The text as it is written again.
   *
   * @param withRootNetwork adds the external network dokploy-network at the root
   * @throws IllegalArgumentException when the text is no YAML, or no mapping; the message is what
   *     Dokploy writes into the log
   */
  public static String rewrite(String text, boolean withRootNetwork) {
    if (!(load(text) instanceof Map<?, ?> root)) {
      throw new IllegalArgumentException("❌ Error: Compose file not found");
    }
    Map<Object, @Nullable Object> document = new LinkedHashMap<>(root);
    if (withRootNetwork) {
      Map<Object, @Nullable Object> networks =
          document.get("networks") instanceof Map<?, ?> map
              ? new LinkedHashMap<>(map)
              : new LinkedHashMap<>();
      networks.put("dokploy-network", Map.of("external", true));
      document.put("networks", networks);
    }
    DumpSettings settings =
        DumpSettings.builder()
            .setSchema(new CoreSchema())
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndentWithIndicator(true)
            .setIndicatorIndent(2)
            .setWidth(WIDTH)
            .build();
    return new Dump(settings).dumpToString(document);
  }

  /**
   * The names of the services.
   *
   * @throws IllegalArgumentException when the text is no YAML
   */
  public static List<String> services(String text) {
    return load(text) instanceof Map<?, ?> root && root.get("services") instanceof Map<?, ?> map
        ? map.keySet().stream().map(String::valueOf).toList()
        : List.of();
  }

  private static @Nullable Object load(String text) {
    try {
      return new Load(LoadSettings.builder().setSchema(new CoreSchema()).build())
          .loadFromString(text);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("❌ Has occurred an error: " + e.getMessage(), e);
    }
  }
}
