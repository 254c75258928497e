package dev.dokployprovider.emulator.http;

import dev.dokployprovider.emulator.api.ApiKeys;
import dev.dokployprovider.emulator.queue.Hosts;
import dev.dokployprovider.emulator.store.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * {@code /listen-deployment?logPath=...}: a deployment's log as text frames, followed until the
 * client goes away (docs/reference/dokploy.md §2.5). A key that is not good gets the upgrade and
 * then a close.
 */
public final class WebSockets {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final String LISTEN = "/listen-deployment";

  private final ApiKeys keys;
  private final Folders folders;
  private final Hosts hosts;

  public WebSockets(ApiKeys keys, Folders folders, Hosts hosts) {
    this.keys = keys;
    this.folders = folders;
    this.hosts = hosts;
  }

  /** Serves one connection to its end. */
  void serve(RequestHead head, InputStream in, OutputStream out) throws IOException {
    int question = head.target().indexOf('?');
    String path = question < 0 ? head.target() : head.target().substring(0, question);
    if (!path.equals(LISTEN)) {
      out.write(
          "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      return;
    }
    upgrade(head, out);
    Frames frames = new Frames(in, out);
    var query = Query.parse(head.target().substring(question + 1));
    Optional<Path> log = folders.real(String.valueOf(query.get("logPath")));
    String server = query.get("serverId") instanceof String id ? id : "";
    boolean good =
        !head.header("x-api-key").isEmpty() && keys.check(head.header("x-api-key")).isPresent();
    if (!good || log.isEmpty()) {
      frames.close();
      return;
    }
    Thread follower = Thread.startVirtualThread(() -> follow(log.get(), server, frames));
    try {
      frames.readToClose();
    } finally {
      follower.interrupt();
    }
  }

  private static void upgrade(RequestHead head, OutputStream out) throws IOException {
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\n"
            + "Upgrade: websocket\r\n"
            + "Connection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept(head.header("sec-websocket-key"))
            + "\r\n\r\n";
    out.write(answer.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String accept(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder()
          .encodeToString(sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * As {@code tail -n +1 -f} does; whole characters only. Of a server that is lost nothing comes
   * any more, and no error is reported: that connection does not come back with the server.
   */
  private void follow(Path log, String server, Frames frames) {
    byte[] rest = {};
    try (InputStream file = Files.newInputStream(log)) {
      var trouble = hosts.trouble(server);
      if (trouble.isPresent()) {
        frames.text(("SSH error: " + trouble.get()).getBytes(StandardCharsets.UTF_8));
        frames.close();
        return;
      }
      while (hosts.trouble(server).isEmpty()) {
        byte[] more = file.readAllBytes();
        if (more.length > 0) {
          byte[] all = new byte[rest.length + more.length];
          System.arraycopy(rest, 0, all, 0, rest.length);
          System.arraycopy(more, 0, all, rest.length, more.length);
          int whole = Frames.wholeCharacters(all);
          frames.text(java.util.Arrays.copyOf(all, whole));
          rest = java.util.Arrays.copyOfRange(all, whole, all.length);
        }
        Thread.sleep(50);
      }
    } catch (IOException | InterruptedException e) {
      // The client has gone, or the log with its service.
    }
  }
}
