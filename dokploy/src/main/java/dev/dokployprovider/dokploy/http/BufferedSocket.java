package dev.dokployprovider.dokploy.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * A socket whose input is read in large pieces: the JDK's TLS asks for the five bytes of a record's
 * head and for its body one after the other, so that half of all calls to the system are spared.
 * What is there is passed on at once; nothing waits for a buffer to fill.
 */
final class BufferedSocket extends Socket {
  private static final int PIECE = 64 * 1024;

  private @Nullable InputStream buffered;

  @Override
  public synchronized InputStream getInputStream() throws IOException {
    InputStream in = buffered;
    if (in == null) {
      in = new BufferedInputStream(super.getInputStream(), PIECE);
      buffered = in;
    }
    return in;
  }
}
