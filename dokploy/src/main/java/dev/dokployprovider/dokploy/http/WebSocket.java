package dev.dokployprovider.dokploy.http;

import dev.dokployprovider.dokploy.Secret;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * A websocket of which only the text is read (RFC 6455). The JDK's own is in {@code java.net.http},
 * a module that would be shipped and started for nothing else.
 */
final class WebSocket implements AutoCloseable {
  private static final int CONTINUED = 0x0;
  private static final int TEXT = 0x1;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;

  /** A longer frame comes in pieces of this size; it is never kept whole. */
  private static final int PIECE = 64 * 1024;

  /** RFC 6455, section 5.5. */
  private static final int LONGEST_CONTROL = 125;

  private final Socket connection;
  private final DataInputStream in;
  private final OutputStream out;

  /** Also across frames: one may end in the middle of a character. */
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  private final ByteBuffer bytes = ByteBuffer.allocate(PIECE + 4);
  private final CharBuffer characters = CharBuffer.allocate(PIECE + 4);

  /** What of a text frame is still to be read. */
  private long left;

  /** By System.nanoTime. */
  private volatile long lastHeard = System.nanoTime();

  /**
   * Over a connection whose other end has agreed.
   *
   * @param connection is closed with this, even while it is read
   * @param carrier what carries the frames: the connection itself, or TLS over it
   */
  private WebSocket(Socket connection, Socket carrier) throws IOException {
    this.connection = connection;
    this.in = new DataInputStream(carrier.getInputStream());
    this.out = carrier.getOutputStream();
  }

  /** Asks for a websocket on a connection, which stays the caller's to close. */
  static WebSocket over(Socket connection, Socket carrier, URI uri, Secret token)
      throws IOException {
    var socket = new WebSocket(connection, carrier);
    UpgradeCall.send(uri, token, socket.in, socket.out);
    return socket;
  }

  /**
   * The next piece of text, as soon as there is one; empty when the other side closed in order.
   *
   * @throws IOException when the connection breaks, or what comes is no websocket's
   */
  Optional<String> next() throws IOException {
    while (true) {
      if (left > 0) {
        String text = piece();
        if (!text.isEmpty()) {
          return Optional.of(text);
        }
      } else if (!header()) {
        return Optional.empty();
      }
    }
  }

  private String piece() throws IOException {
    int length = (int) Math.min(left, PIECE);
    byte[] array = bytes.array();
    int start = bytes.position();
    in.readFully(array, start, length);
    left -= length;
    lastHeard = System.nanoTime();
    bytes.limit(start + length).position(0);
    characters.clear();
    // Never an overflow: no UTF-8 has fewer bytes than characters.
    var _ = decoder.decode(bytes, characters, false);
    bytes.compact();
    return characters.flip().toString();
  }

  /** Whether another frame may follow. */
  private boolean header() throws IOException {
    int kind = in.read();
    if (kind < 0) {
      throw new IOException("the connection was closed");
    }
    int second = in.readUnsignedByte();
    lastHeard = System.nanoTime();
    // No extension was asked for, so the reserved bits are 0; a server masks nothing.
    if ((kind & 0x70) != 0 || (second & 0x80) != 0) {
      throw new IOException("what comes is not a websocket's");
    }
    long length =
        switch (second) {
          case 126 -> in.readUnsignedShort();
          case 127 -> in.readLong();
          default -> second;
        };
    if (length < 0) {
      throw new IOException("a frame of an impossible length");
    }
    return switch (kind & 0xF) {
      case TEXT, CONTINUED -> {
        left = length;
        yield true;
      }
      case PING -> {
        answer(PONG, control(length));
        yield true;
      }
      case CLOSE -> {
        answer(CLOSE, control(length));
        yield false;
      }
      default -> {
        in.skipNBytes(length);
        yield true;
      }
    };
  }

  private byte[] control(long length) throws IOException {
    if (length > LONGEST_CONTROL) {
      throw new IOException("a control frame of an impossible length");
    }
    return in.readNBytes((int) length);
  }

  /** When something came last, by System.nanoTime. */
  long lastHeard() {
    return lastHeard;
  }

  /** Pings the other side; from any thread. A broken connection sends nothing. */
  void ping() {
    try {
      answer(PING, new byte[0]);
    } catch (IOException broken) {
      // Who reads is told.
    }
  }

  /** A client masks what it sends (RFC 6455, section 5.3). */
  private void answer(int kind, byte[] payload) throws IOException {
    byte[] mask = new byte[4];
    new SecureRandom().nextBytes(mask);
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) (0x80 | kind);
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(mask, 0, frame, 2, 4);
    for (int i = 0; i < payload.length; i++) {
      frame[6 + i] = (byte) (payload[i] ^ mask[i % 4]);
    }
    synchronized (out) {
      out.write(frame);
      out.flush();
    }
  }

  /** Also from another thread, whose read then ends. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (IOException closedAnyway) {
      // Nothing is written any more, so nothing can be lost.
    }
  }
}
