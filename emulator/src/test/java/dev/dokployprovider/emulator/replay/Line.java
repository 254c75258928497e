package dev.dokployprovider.emulator.replay;

import dev.dokployprovider.emulator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of a recording: an exchange, a timeline of states, or what was found on disk. */
record Line(int number, Map<String, @Nullable Object> values) {
  static List<Line> read(Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    for (String text : Files.readAllLines(file)) {
      lines.add(new Line(lines.size() + 1, Json.parseObject(text)));
    }
    return lines;
  }

  boolean isExchange() {
    return values.containsKey("method");
  }

  String text(String name) {
    return values.get(name) instanceof String text ? text : "";
  }

  String note() {
    return text("note");
  }

  boolean notes(String part) {
    return note().contains(part);
  }

  boolean isPost() {
    return text("method").equals("POST");
  }

  int status() {
    return values.get("status") instanceof Number number ? number.intValue() : 0;
  }

  @Nullable Object request() {
    return values.get("request");
  }

  @Nullable Object response() {
    return values.get("response");
  }

  /** The procedure that is called, or the path when it is none. */
  String procedure() {
    return text("path").replaceFirst("^/+api/", "").replaceFirst("/?(\\?.*)?$", "");
  }

  /** A parameter of the request, in its body or its query; empty when it has none. */
  String parameter(String name) {
    if (request() instanceof Map<?, ?> map) {
      return map.get(name) instanceof String text ? text : "";
    }
    for (String pair : text("path").replaceFirst("^[^?]*\\??", "").split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    return "";
  }

  @Override
  public String toString() {
    return isExchange()
        ? number + " " + text("method") + " " + text("path") + " (" + note() + ")"
        : number + " " + text("timeline") + text("disk");
  }
}
