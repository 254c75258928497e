package dev.dokployprovider.provider.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Standard output that remembers why it could not be written: a PrintStream keeps the fact to
 * itself, and a file on a full disk would be short without a word.
 */
final class StandardOutput extends OutputStream {
  private final OutputStream stream;
  private final AtomicReference<Optional<String>> failure = new AtomicReference<>(Optional.empty());

  StandardOutput(OutputStream stream) {
    this.stream = stream;
  }

  /** Why not all was written; also empty where the reader wanted no more, such as {@code head}. */
  Optional<String> failure() {
    return failure.get().filter(why -> !why.toLowerCase(Locale.ROOT).contains("pipe"));
  }

  @Override
  public void write(int one) throws IOException {
    noting(() -> stream.write(one));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    noting(() -> stream.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    noting(stream::flush);
  }

  private void noting(Writing writing) throws IOException {
    try {
      writing.run();
    } catch (IOException e) {
      failure.compareAndSet(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
      throw e;
    }
  }

  /** What may fail. */
  private interface Writing {
    void run() throws IOException;
  }
}
