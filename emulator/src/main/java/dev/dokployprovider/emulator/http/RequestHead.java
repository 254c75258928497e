package dev.dokployprovider.emulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The head of an HTTP/1.1 request.
 *
 * @param text the head as it came, with the empty line, in ISO 8859-1
 * @param headers by name in lower case, the last of a name
 */
record RequestHead(String text, String target, Map<String, String> headers) {
  private static final int MOST = 64 * 1024;

  /** Reads a head; empty when the peer has nothing more to say, or something that is no HTTP. */
  static Optional<RequestHead> read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int end = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      bytes.write(b);
      boolean expected = end % 2 == 0 ? b == '\r' : b == '\n';
      end = expected ? end + 1 : b == '\r' ? 1 : 0;
      if (end == 4) {
        return parse(bytes.toString(StandardCharsets.ISO_8859_1));
      }
      if (bytes.size() > MOST) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<RequestHead> parse(String text) {
    List<String> lines = text.lines().toList();
    List<String> first = Arrays.asList(lines.getFirst().split(" ", -1));
    if (first.size() != 3) {
      return Optional.empty();
    }
    Map<String, String> headers = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return Optional.of(new RequestHead(text, first.get(1), headers));
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  boolean isWebSocket() {
    return header("upgrade").equalsIgnoreCase("websocket");
  }

  boolean isChunked() {
    return header("transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked");
  }

  /** The body's length in bytes as announced; 0 when there is none or it is no number. */
  long contentLength() {
    try {
      return header("content-length").isEmpty() ? 0 : Long.parseLong(header("content-length"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
