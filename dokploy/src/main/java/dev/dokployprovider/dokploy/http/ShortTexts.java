package dev.dokployprovider.dokploy.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * JSON as it comes, with the end of each long text left out. A list of projects before 0.28.3 holds
 * every compose file and build log of the instance, of which nothing is needed: many megabytes that
 * would have to fit into memory more than once.
 */
final class ShortTexts extends FilterInputStream {
  /** Of a text, in bytes; names and ids are shorter. */
  static final int LONGEST = 1000;

  private boolean inText;
  private boolean dropping;
  private boolean afterEscape;

  /** Bytes that still belong to an escape sequence. */
  private int escape;

  private int length;

  ShortTexts(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    while (true) {
      int read = super.read(bytes, from, count);
      if (read < 0) {
        return -1;
      }
      int kept = from;
      for (int i = from; i < from + read; i++) {
        if (isKept(bytes[i])) {
          bytes[kept++] = bytes[i];
        }
      }
      if (kept > from) {
        return kept - from;
      }
    }
  }

  private boolean isKept(byte next) {
    if (!inText) {
      if (next == '"') {
        inText = true;
        length = 0;
      }
      return true;
    }
    length++;
    if (escape > 0) {
      escape = next == 'u' && escape == 1 && !afterEscape ? 4 : escape - 1;
      afterEscape = true;
      return !dropping;
    }
    if (next == '"') {
      inText = false;
      dropping = false;
      afterEscape = false;
      return true;
    }
    // Not in the middle of a character: neither of its bytes nor of its two escapes.
    if (length > LONGEST && next >= ' ' && next != '\\' && !afterEscape) {
      dropping = true;
    }
    afterEscape = false;
    if (next == '\\') {
      escape = 1;
    }
    return !dropping;
  }
}
