package dev.dokployprovider.dokploy.json;

import dev.dokployprovider.dokploy.json.Json.Array;
import dev.dokployprovider.dokploy.json.Json.Obj;
import dev.dokployprovider.dokploy.json.Json.Text;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes a value on one line. */
final class JsonWriter {
  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder out = new StringBuilder();

  private JsonWriter() {}

  static String write(Json value) {
    var writer = new JsonWriter();
    writer.value(value);
    return writer.out.toString();
  }

  private void value(Json json) {
    if (json instanceof Text(var value)) {
      text(value);
    } else if (json instanceof Array(var items)) {
      array(items);
    } else if (json instanceof Obj(var members)) {
      object(members);
    } else {
      out.append(json);
    }
  }

  private void array(List<Json> items) {
    out.append('[');
    String separator = "";
    for (var item : items) {
      out.append(separator);
      value(item);
      separator = ",";
    }
    out.append(']');
  }

  private void object(Map<String, Json> members) {
    out.append('{');
    String separator = "";
    for (var member : members.entrySet()) {
      out.append(separator);
      text(member.getKey());
      out.append(':');
      value(member.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          // Control characters must be escaped; lone surrogates would be lost in UTF-8.
          if (c < ' ' || Character.isSurrogate(c)) {
            out.append("\\u").append(HEX.toHexDigits((short) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
