package dev.dokployprovider.provider.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The line that the launcher has shown before this program began. On a terminal it has left the
 * line open, and whatever is written first takes its place.
 */
final class FirstLine {
  /** Where the launcher says what it has shown. */
  private static final String PROPERTY = "dokploy.provider.first";

  private static final byte[] ERASE = "\r\u001B[2K".getBytes(StandardCharsets.US_ASCII);

  private final PrintStream err;
  private final AtomicBoolean open;

  /**
   * @param open whether it stands in a line of the terminal that is not ended
   */
  FirstLine(PrintStream err, boolean open) {
    this.err = err;
    this.open = new AtomicBoolean(open);
  }

  /** What was shown; empty where nothing was. */
  static String text() {
    return System.getProperty(PROPERTY, "");
  }

  /** The same stream, whose first bytes take the line's place. */
  PrintStream before(PrintStream stream) {
    return open.get() ? new PrintStream(new Erasing(stream), true, StandardCharsets.UTF_8) : stream;
  }

  private void erase() {
    if (open.compareAndSet(true, false)) {
      err.write(ERASE, 0, ERASE.length);
      err.flush();
    }
  }

  /** Erases the line before the first byte. */
  private final class Erasing extends OutputStream {
    private final PrintStream stream;

    Erasing(PrintStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int one) {
      erase();
      stream.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      erase();
      stream.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }
  }
}
