package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ranges of ports of this computer that are not in use now, below those that systems give away. A
 * range is this process's until it ends: it holds a lock on the bytes of these numbers in a file
 * that all runs of the tests share, so that scenarios side by side never get the same port.
 */
public final class FreePorts {
  private static final int FIRST = 10_000;
  private static final int LAST = 32_000;
  private static final int TRIES = 1000;

  private static final FileChannel LOCKS = open();

  private FreePorts() {}

  /** As DOKPLOY_SSH_PORTS wants them. */
  public static String range(int size) {
    for (int i = 0; i < TRIES; i++) {
      int first = ThreadLocalRandom.current().nextInt(FIRST, LAST - size);
      if (lock(first, size) && IntStream.range(first, first + size).allMatch(FreePorts::isFree)) {
        return first + "-" + (first + size - 1);
      }
    }
    throw new IllegalStateException("there are no " + size + " free ports in a row");
  }

  /** One, which no outgoing connection takes meanwhile. */
  public static int one() {
    return Integer.parseInt(range(1).split("-", 2)[0]);
  }

  private static boolean lock(int first, int size) {
    try {
      return LOCKS.tryLock(first, size, false) != null;
    } catch (OverlappingFileLockException ofThisProcess) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static FileChannel open() {
    String name = "dokploy-provider-e2e-ports-" + System.getProperty("user.name");
    try {
      return FileChannel.open(
          Path.of("/tmp", name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
