package dev.dokployprovider.e2e.bench;

import dev.dokployprovider.e2e.support.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;

/** What one round trip through a {@link TcpProxy} really takes, the proxy's own work included. */
final class RoundTrip {
  private static final int TRIPS = 20;

  private RoundTrip() {}

  /** The median in milliseconds, of single bytes that come back. */
  static double measured(Duration asked) throws IOException {
    try (var echo = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var _ = TcpProxy.start("127.0.0.2", echo.getLocalPort(), asked.dividedBy(2));
        var socket = new Socket("127.0.0.2", echo.getLocalPort())) {
      Thread.startVirtualThread(() -> answer(echo));
      socket.setTcpNoDelay(true);
      var trips = new ArrayList<Cost>();
      for (int i = 0; i < TRIPS; i++) {
        trips.add(Cost.of(() -> there(socket)));
      }
      return Cost.wallOf(trips);
    }
  }

  private static void there(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      if (socket.getInputStream().read() != 'x') {
        throw new IOException("the echo is gone");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(ServerSocket echo) {
    try (var peer = echo.accept()) {
      peer.setTcpNoDelay(true);
      peer.getInputStream().transferTo(peer.getOutputStream());
    } catch (IOException ended) {
      // The measurement is over.
    }
  }
}
