package dev.dokployprovider.emulator.http;

import dev.dokployprovider.emulator.api.Members;
import dev.dokployprovider.emulator.api.Procedures;
import dev.dokployprovider.emulator.store.Store;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The port that clients use. The JDK's server can't give a connection away, which a websocket
 * needs, so this reads the first request's head: a websocket is served here, everything else is
 * passed on.
 */
public final class Front implements AutoCloseable {
  private static final int MAX_HEAD = 64 * 1024;

  private final ServerSocket socket;
  private final ApiServer api;
  private final Procedures procedures;
  private final Store store;

  private Front(ServerSocket socket, ApiServer api, Procedures procedures, Store store) {
    this.socket = socket;
    this.api = api;
    this.procedures = procedures;
    this.store = store;
  }

  /**
   * Listens on loopback.
   *
   * @param port 0 for any
   */
  public static Front listen(int port, Procedures procedures, Store store, boolean trpc11)
      throws IOException {
    var socket = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
    var front = new Front(socket, new ApiServer(procedures, store, trpc11), procedures, store);
    Thread.ofVirtual().name("front").start(front::accept);
    return front;
  }

  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      var in = new BufferedInputStream(client.getInputStream());
      byte[] head = readHead(in);
      var headers = headers(head);
      if ("websocket".equalsIgnoreCase(headers.getOrDefault("upgrade", ""))) {
        websocket(client, in, requestUri(head), headers);
      } else {
        passOn(client, in, head);
      }
    } catch (IOException clientIsGone) {
      // Nothing is left to tell it.
    }
  }

  private void passOn(Socket client, InputStream in, byte[] head) throws IOException {
    try (var server = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      server.setTcpNoDelay(true);
      server.getOutputStream().write(head);
      Thread.ofVirtual()
          .start(() -> {
            copy(in, server);
          });
      server.getInputStream().transferTo(client.getOutputStream());
    }
  }

  private static void copy(InputStream in, Socket server) {
    try {
      OutputStream out = server.getOutputStream();
      in.transferTo(out);
      server.shutdownOutput();
    } catch (IOException otherSideIsGone) {
      // The other direction ends as well.
    }
  }

  private void websocket(Socket client, InputStream in, URI uri, Map<String, String> headers)
      throws IOException {
    var websocket = WebSocket.accept(client, in, headers.getOrDefault("sec-websocket-key", ""));
    boolean known = Members.caller(store, headers.getOrDefault("x-api-key", "")).isPresent();
    var log = procedures.log(parameter(uri, "logPath"));
    if (!known || !uri.getPath().equals("/listen-deployment") || log.isEmpty()) {
      websocket.close();
      return;
    }
    websocket.follow(log.get());
  }

  private static byte[] readHead(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int matched = 0;
    byte[] end = {'\r', '\n', '\r', '\n'};
    while (matched < end.length) {
      int b = in.read();
      if (b < 0 || head.size() > MAX_HEAD) {
        throw new IOException("no whole request head");
      }
      head.write(b);
      matched = b == end[matched] ? matched + 1 : b == end[0] ? 1 : 0;
    }
    return head.toByteArray();
  }

  private static Map<String, String> headers(byte[] head) {
    var headers = new TreeMap<String, String>();
    new String(head, StandardCharsets.ISO_8859_1)
        .lines()
        .skip(1)
        .filter(line -> line.indexOf(':') > 0)
        .forEach(line -> {
          int colon = line.indexOf(':');
          headers.put(
              line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        });
    return headers;
  }

  private static URI requestUri(byte[] head) {
    String line = new String(head, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
    String[] parts = line.split(" ", 3);
    return URI.create(parts.length > 1 ? parts[1] : "/");
  }

  private static String parameter(URI uri, String name) {
    String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    socket.close();
    api.close();
  }
}
