package dev.dokployprovider.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ranges of ports of this computer that nobody uses now, below those that systems give away. */
final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final int TRIES = 1000;

  private FreePorts() {}

  /** As DOKPLOY_SSH_PORTS wants them. */
  static String range(int size) {
    for (int i = 0; i < TRIES; i++) {
      int first = ThreadLocalRandom.current().nextInt(FIRST, LAST - size);
      if (IntStream.range(first, first + size).allMatch(FreePorts::isFree)) {
        return first + "-" + (first + size - 1);
      }
    }
    throw new IllegalStateException("there are no " + size + " free ports in a row");
  }

  /** One, which no outgoing connection takes meanwhile. */
  static int one() {
    return Integer.parseInt(range(1).split("-", 2)[0]);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
