package dev.dokployprovider.provider.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;

/** A command that runs on the machine, with its standard streams for the caller to use. */
public interface Channel extends AutoCloseable {
  OutputStream input();

  InputStream output();

  InputStream errors();

  /**
   * Waits for its end; its exit code, 255 when ssh failed, or empty after the limit.
   *
   * @throws InterruptedException when this thread is interrupted
   */
  OptionalInt end(Duration limit) throws InterruptedException;

  /** Ends the command's ssh, if it still runs: on the machine its streams end then. */
  @Override
  void close();
}
