package dev.dokployprovider.provider.reliability;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** A server on a loopback port which does the same wrong thing with each request. */
public final class FaultyServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

  private final ServerSocket listener;
  private final Reply reply;
  private final boolean speaksHttp;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** What it does once a request is there; afterwards the connection is closed. */
  @FunctionalInterface
  public interface Reply {
    void to(Socket client) throws IOException, InterruptedException;
  }

  private FaultyServer(ServerSocket listener, Reply reply, boolean speaksHttp) {
    this.listener = listener;
    this.reply = reply;
    this.speaksHttp = speaksHttp;
  }

  public static FaultyServer plain(Reply reply) throws IOException {
    return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), reply, true);
  }

  static FaultyServer tls(SSLContext context, Reply reply) throws IOException {
    var listener =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    return start(listener, reply, true);
  }

  /** One that replies to the first bytes of whatever comes. */
  static FaultyServer hasty(Reply reply) throws IOException {
    return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), reply, false);
  }

  private static FaultyServer start(ServerSocket listener, Reply reply, boolean speaksHttp) {
    var server = new FaultyServer(listener, reply, speaksHttp);
    Thread.ofPlatform().daemon().start(server::accept);
    return server;
  }

  /** The first lines of the requests that came: {@code GET /api/... HTTP/1.1}. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  public int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        open.add(client);
        Thread.ofPlatform().daemon().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      if (speaksHttp) {
        requests.add(read(client.getInputStream()));
      } else {
        client.getInputStream().readNBytes(1);
      }
      reply.to(client);
    } catch (IOException gone) {
      // What the test looks at is the client.
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static String read(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the client closed");
      }
      head.append((char) next);
    }
    var length = LENGTH.matcher(head);
    if (length.find()) {
      in.readNBytes(Integer.parseInt(length.group(1)));
    }
    return head.substring(0, head.indexOf("\r\n"));
  }

  /** A whole answer. */
  public static Reply answer(int status, String type, String body, String... headers) {
    String more = String.join("", List.of(headers).stream().map(line -> line + "\r\n").toList());
    String text =
        "HTTP/1.1 %d Status\r\nContent-Type: %s\r\nContent-Length: %d\r\n%sConnection: close\r\n\r\n%s"
            .formatted(status, type, body.getBytes(StandardCharsets.UTF_8).length, more, body);
    return client -> send(client, text);
  }

  public static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    client.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (var client : open) {
      client.close();
    }
  }
}
