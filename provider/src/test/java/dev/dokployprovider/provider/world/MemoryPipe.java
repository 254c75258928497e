package dev.dokployprovider.provider.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * A pipe as the system has it: it ends when its writing end is closed, and not, as Java's own does,
 * when the thread that wrote last has ended and the closing comes seconds later on a busy computer.
 */
final class MemoryPipe {
  private final byte[] bytes = new byte[1 << 16];
  private int first;
  private int count;
  private boolean ended;
  private boolean broken;

  /** The end that is written to. */
  OutputStream sink() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one});
      }

      @Override
      public void write(byte[] from, int offset, int length) throws IOException {
        put(Arrays.copyOfRange(from, offset, offset + length));
      }

      @Override
      public void close() {
        end();
      }
    };
  }

  /** The end that is read from. */
  InputStream source() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return length == 0 ? 0 : take(into, offset, length);
      }

      @Override
      public void close() {
        abandon();
      }
    };
  }

  private synchronized void put(byte[] all) throws IOException {
    for (byte one : all) {
      while (count == bytes.length && !broken && !ended) {
        await();
      }
      if (broken || ended) {
        throw new IOException("Broken pipe");
      }
      bytes[(first + count++) % bytes.length] = one;
      if (count == 1) {
        notifyAll();
      }
    }
  }

  private synchronized int take(byte[] into, int offset, int length) throws IOException {
    while (count == 0 && !ended && !broken) {
      await();
    }
    if (broken) {
      throw new IOException("Stream closed");
    }
    int taken = Math.min(count, length);
    for (int i = 0; i < taken; i++) {
      into[offset + i] = bytes[(first + i) % bytes.length];
    }
    first = (first + taken) % bytes.length;
    count -= taken;
    notifyAll();
    return taken == 0 ? -1 : taken;
  }

  private void await() throws IOException {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  private synchronized void abandon() {
    broken = true;
    notifyAll();
  }
}
