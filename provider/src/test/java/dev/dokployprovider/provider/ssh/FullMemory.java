package dev.dokployprovider.provider.ssh;

import java.io.InputStream;

/** A stream whose reader meets a full memory. */
public final class FullMemory extends InputStream {
  @Override
  public int read() {
    throw new OutOfMemoryError("Java heap space");
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    return read();
  }
}
