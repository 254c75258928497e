package dev.dokployprovider.emulator.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/**
 * Picks host ports as Docker does: within a range the one after the last that was given, so that a
 * service gets another port at each start.
 */
final class Ports {
  private final Map<String, Integer> last = new HashMap<>();

  /**
   * A port that is free on loopback now; throws what Docker says when the range has no free port.
   */
  synchronized int pick(PortMapping mapping, java.util.Set<Integer> taken) throws EngineException {
    if (mapping.first() == 0) {
      return free(0);
    }
    int size = mapping.last() - mapping.first() + 1;
    String range = mapping.shownRange();
    int from = last.getOrDefault(range, mapping.last()) + 1 - mapping.first();
    for (int i = 0; i < size; i++) {
      int port = mapping.first() + (from + i) % size;
      if (!taken.contains(port) && free(port) == port) {
        last.put(range, port);
        return port;
      }
    }
    throw new EngineException(
        size == 1
            ? "Bind for "
                + mapping.shownAddress()
                + ":"
                + mapping.first()
                + " failed: port is already allocated"
            : "all ports are allocated");
  }

  /** The given port when it is free, any free one for 0, else -1. */
  private static int free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (IOException e) {
      return -1;
    }
  }
}
