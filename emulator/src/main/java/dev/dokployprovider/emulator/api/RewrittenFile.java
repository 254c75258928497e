package dev.dokployprovider.emulator.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A compose file as Dokploy writes it again from 0.28.2 on: comments and quotes are lost. */
final class RewrittenFile {
  private RewrittenFile() {}

  /**
   * Parses and writes again.
   *
   * @throws IllegalArgumentException with the parser's words where the text is no YAML
   */
  static String of(String text, Release release) {
    Object document;
    try {
      document =
          new Load(LoadSettings.builder().setMaxAliasesForCollections(10_000).build())
              .loadFromString(text);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
    if (!(document instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("Compose file not found");
    }
    var written = new LinkedHashMap<Object, Object>(map);
    if (!release.listsEnvironmentsSlim()) {
      var networks = new LinkedHashMap<Object, Object>();
      if (written.get("networks") instanceof Map<?, ?> given) {
        networks.putAll(given);
      }
      networks.put("dokploy-network", Map.of("external", true));
      written.put("networks", networks);
    }
    return new Dump(
            DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(1000)
                .setSplitLines(false)
                .build())
        .dumpToString(written);
  }
}
