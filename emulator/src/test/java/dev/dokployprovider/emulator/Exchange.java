package dev.dokployprovider.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/**
 * One recorded exchange with a real Dokploy (contract/exchanges-VERSION.jsonl).
 *
 * @param path with the query
 * @param key whether an API key was sent
 * @param request the body: a JSON value, a text that is none, or nothing
 * @param response the answer: a JSON value, or a text
 */
record Exchange(
    int line,
    String method,
    String path,
    boolean key,
    @Nullable Object request,
    int status,
    @Nullable Object response,
    String note) {

  /** The exchanges of a file, in order; samples over time are left out. */
  static List<Exchange> read(Path file) throws IOException {
    var exchanges = new ArrayList<Exchange>();
    int line = 0;
    for (String text : Files.readAllLines(file)) {
      line++;
      Map<String, Object> map = JSON.std.mapFrom(text);
      if (map.containsKey("timeline")) {
        continue;
      }
      exchanges.add(
          new Exchange(
              line,
              String.valueOf(map.get("method")),
              String.valueOf(map.get("path")),
              map.get("auth") != null,
              map.get("request"),
              map.get("status") instanceof Number status ? status.intValue() : 0,
              map.get("response"),
              map.get("note") == null ? "" : String.valueOf(map.get("note"))));
    }
    return exchanges;
  }

  /** The procedure's name, such as compose.create. */
  String procedure() {
    return path.replaceFirst("\\?.*", "").replaceFirst("^/+api/", "").replaceFirst("/$", "");
  }

  @Override
  public String toString() {
    return "line %d: %s %s %s (%s)".formatted(line, method, path, request, note);
  }
}
