package dev.dokployprovider.provider.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a program prints, read while it runs, so that it never waits for a reader. */
final class Printed {
  /**
   * For what is still in the pipe when the program has ended. A process that it left behind may
   * keep the pipe open forever.
   */
  private static final long REST_SECONDS = 5;

  /** The same where the program was killed at its deadline: the user has waited for long. */
  private static final long REST_OF_KILLED_SECONDS = 1;

  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  private Printed() {}

  /**
   * @param out of the program
   */
  static Printed on(InputStream out) {
    var printed = new Printed();
    Thread.ofPlatform().daemon().start(() -> printed.readAll(out));
    return printed;
  }

  private void readAll(InputStream in) {
    byte[] some = new byte[1 << 13];
    try {
      int left = Programs.LONGEST_OUTPUT;
      for (int size = in.read(some); size >= 0 && left > 0; size = in.read(some)) {
        read.write(some, 0, Math.min(size, left));
        left -= size;
      }
      in.transferTo(OutputStream.nullOutputStream());
      end.complete(null);
    } catch (IOException ended) {
      // By the deadline: what was read until then is all.
      end.complete(null);
    } catch (RuntimeException | Error e) {
      // Such as a full memory: what was read until then is not what the program said.
      end.completeExceptionally(e);
      throw e;
    }
  }

  /**
   * All of it, or its beginning where it is a flood.
   *
   * @param ended whether the program has ended by itself; else it was killed
   * @throws IllegalStateException if an error kept it from being read
   */
  String text(boolean ended) {
    try {
      var _ = end.get(ended ? REST_SECONDS : REST_OF_KILLED_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException keptOpen) {
      // What was read until now is all.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    return read.toString(StandardCharsets.UTF_8);
  }
}
