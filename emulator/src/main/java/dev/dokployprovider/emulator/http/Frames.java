package dev.dokployprovider.emulator.http;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The server's side of RFC 6455's frames. */
final class Frames {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int LONGEST = 1024 * 1024;
  private static final byte[] NORMAL = {0x03, (byte) 0xE8};

  private final DataInputStream in;
  private final OutputStream out;

  Frames(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = out;
  }

  void text(byte[] utf8) throws IOException {
    if (utf8.length > 0) {
      send(TEXT, utf8);
    }
  }

  void close() throws IOException {
    send(CLOSE, NORMAL);
  }

  private synchronized void send(int opcode, byte[] payload) throws IOException {
    out.write(0x80 | opcode);
    if (payload.length < 126) {
      out.write(payload.length);
    } else if (payload.length < 65536) {
      out.write(126);
      out.write(payload.length >> 8);
      out.write(payload.length);
    } else {
      out.write(127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.write((int) ((long) payload.length >> shift));
      }
    }
    out.write(payload);
    out.flush();
  }

  /** Reads what the client sends, answers pings, and returns after its close was answered. */
  void readToClose() throws IOException {
    while (true) {
      int opcode = in.readUnsignedByte() & 0x0F;
      byte[] payload = payload();
      switch (opcode) {
        case CLOSE -> {
          send(CLOSE, payload);
          return;
        }
        case PING -> send(PONG, payload);
        default -> {
          // Dokploy does not read what a listener says.
        }
      }
    }
  }

  private byte[] payload() throws IOException {
    int second = in.readUnsignedByte();
    long length = second & 0x7F;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    if (length < 0 || length > LONGEST || (second & 0x80) == 0) {
      throw new IOException("a frame that no client sends");
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes((int) length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return payload;
  }

  /** How many of the bytes are whole UTF-8 characters: the last one may still be on its way. */
  static int wholeCharacters(byte[] utf8) {
    int end = utf8.length;
    for (int back = 1; back <= Math.min(3, end); back++) {
      int b = utf8[end - back] & 0xFF;
      if (b >= 0xC0) {
        int needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
        return needed > back ? end - back : end;
      }
      if (b < 0x80) {
        return end;
      }
    }
    return end;
  }
}
