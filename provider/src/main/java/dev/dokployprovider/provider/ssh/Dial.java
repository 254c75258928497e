package dev.dokployprovider.provider.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Carries bytes between ssh, which runs this as its ProxyCommand, and a machine. Each piece is
 * passed on as it comes; what the other side does not take yet is not read either; the end of one
 * direction leaves the other open.
 */
public final class Dial {
  /** Some TLS records, and what ssh writes at once. */
  private static final int PIECE = 64 * 1024;

  private Dial() {}

  /**
   * Carries until the machine's side has ended.
   *
   * @throws IOException where {@code out} does not take any more, or the connection broke
   */
  public static void carry(Socket socket, InputStream in, OutputStream out) throws IOException {
    try (socket) {
      Thread.ofPlatform().daemon().name("up").start(() -> up(in, socket));
      copy(socket.getInputStream(), out);
    }
  }

  private static void up(InputStream in, Socket socket) {
    try {
      copy(in, socket.getOutputStream());
      socket.shutdownOutput();
    } catch (IOException broken) {
      // The other direction sees it too, and what the machine has said before is still to come.
    } catch (RuntimeException | Error failed) {
      // Such as a full memory: the machine would wait for more, and ssh for its answer.
      close(socket);
      throw failed;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedAnyway) {
      // The other direction ends with it.
    }
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] piece = new byte[PIECE];
    int length = from.read(piece);
    while (length >= 0) {
      to.write(piece, 0, length);
      to.flush();
      length = from.read(piece);
    }
  }
}
