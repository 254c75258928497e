package dev.dokployprovider.provider.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Writes a compose file out of maps, lists, texts, whole numbers and booleans.
 *
 * <p>Every {@code $} is doubled, since compose would expand it. TextChecks of several lines become
 * block scalars, for people; others are quoted, so that no reader takes them for a number or a
 * boolean.
 */
final class ComposeText {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setIndicatorIndent(2)
          .setIndentWithIndicator(true)
          .setWidth(10_000)
          .setSplitLines(false)
          .build();

  private static final Pattern NOT_A_NAME =
      Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|[^a-z].*|.*[^a-z0-9._-].*");

  private ComposeText() {}

  static String of(Map<String, ?> document) {
    Text text = new Text();
    new Dump(SETTINGS).dumpNode(node(document), text);
    return text.written.toString();
  }

  private static final class Text implements StreamDataWriter {
    private final StringBuilder written = new StringBuilder();

    @Override
    public void write(String text) {
      written.append(text);
    }

    @Override
    public void write(String text, int offset, int length) {
      written.append(text, offset, offset + length);
    }
  }

  private static Node node(Object value) {
    if (value instanceof Map<?, ?> map) {
      return mapping(map);
    }
    if (value instanceof List<?> list) {
      return sequence(list);
    }
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Integer number) {
      return new ScalarNode(Tag.INT, number.toString(), ScalarStyle.PLAIN);
    }
    if (value instanceof Boolean flag) {
      return new ScalarNode(Tag.BOOL, flag.toString(), ScalarStyle.PLAIN);
    }
    throw new IllegalStateException("no YAML for " + value.getClass());
  }

  private static Node mapping(Map<?, ?> map) {
    List<NodeTuple> tuples = new ArrayList<>();
    map.forEach((key, value) -> tuples.add(new NodeTuple(key((String) key), node(value))));
    return new MappingNode(Tag.MAP, tuples, map.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
  }

  /** A name such as null, true or no would be another key to one reader or the other. */
  private static Node key(String name) {
    ScalarStyle style =
        NOT_A_NAME.matcher(name).matches() ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN;
    return new ScalarNode(Tag.STR, name, style);
  }

  private static Node sequence(List<?> list) {
    return new SequenceNode(
        Tag.SEQ, list.stream().map(ComposeText::node).toList(), FlowStyle.BLOCK);
  }

  private static Node text(String text) {
    ScalarStyle style = text.contains("\n") ? ScalarStyle.LITERAL : ScalarStyle.DOUBLE_QUOTED;
    return new ScalarNode(Tag.STR, text.replace("$", "$$"), style);
  }
}
