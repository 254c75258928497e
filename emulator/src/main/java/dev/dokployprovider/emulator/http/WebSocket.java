package dev.dokployprovider.emulator.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;

/** The server's side of a websocket (RFC 6455), as far as a log that is followed needs it. */
final class WebSocket {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Socket socket;
  private final OutputStream out;

  private WebSocket(Socket socket, OutputStream out) {
    this.socket = socket;
    this.out = out;
  }

  static WebSocket accept(Socket socket, InputStream in, String key) throws IOException {
    var out = socket.getOutputStream();
    out.write(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + accepted(key)
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    var websocket = new WebSocket(socket, out);
    Thread.ofVirtual().start(() -> websocket.readToTheEnd(in));
    return websocket;
  }

  /** Sends the file and what is added to it, until the client goes: {@code tail -n +1 -f}. */
  void follow(Path file) throws IOException {
    long at = 0;
    while (!socket.isClosed()) {
      if (Files.exists(file)) {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
          byte[] more = new byte[(int) Math.max(0, log.length() - at)];
          log.seek(at);
          log.readFully(more);
          at += more.length;
          if (more.length > 0) {
            send(TEXT, more);
          }
        }
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  void close() throws IOException {
    send(CLOSE, new byte[] {0x03, (byte) 0xE8});
    socket.close();
  }

  private synchronized void send(int opcode, byte[] payload) throws IOException {
    var head = ByteBuffer.allocate(10).put((byte) opcode);
    if (payload.length < 126) {
      head.put((byte) payload.length);
    } else if (payload.length < 65536) {
      head.put((byte) 126).putShort((short) payload.length);
    } else {
      head.put((byte) 127).putLong(payload.length);
    }
    out.write(head.array(), 0, head.position());
    out.write(payload);
    out.flush();
  }

  /** A client has nothing to say here but that it goes. */
  private void readToTheEnd(InputStream in) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
      socket.close();
    } catch (IOException gone) {
      // That is what was waited for.
    }
  }

  private static String accepted(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
