package dev.dokployprovider.emulator.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Bodies in HTTP/1.1's chunked form. */
final class Chunks {
  private static final int LONGEST_LINE = 8 * 1024;

  private Chunks() {}

  /** Copies a chunked body as it is, to its end. */
  static void copy(InputStream in, OutputStream out) throws IOException {
    for (long size = chunk(in, out); size > 0; size = chunk(in, out)) {
      Front.copy(in, out, size);
      line(in, out);
    }
    while (!line(in, out).isEmpty()) {
      // A trailer.
    }
  }

  private static long chunk(InputStream in, OutputStream out) throws IOException {
    String line = line(in, out);
    int semicolon = line.indexOf(';');
    try {
      return Long.parseLong((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
    } catch (NumberFormatException e) {
      throw new IOException("no chunk", e);
    }
  }

  private static String line(InputStream in, OutputStream out) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.length() > LONGEST_LINE) {
        throw new IOException("the body ended early");
      }
      line.append((char) b);
    }
    String text = line.append('\n').toString();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    return text.strip();
  }
}
