package dev.dokployprovider.dokploy.testing;

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

/** A server on a loopback port that does with each connection what a test says. */
public final class StubServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

  private final ServerSocket listener;
  private final Talk talk;
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** What happens on one connection; afterwards it is closed. */
  public interface Talk {
    void on(Conversation conversation) throws IOException;
  }

  private StubServer(ServerSocket listener, Talk talk) {
    this.listener = listener;
    this.talk = talk;
  }

  public static StubServer plain(Talk talk) throws IOException {
    return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), talk);
  }

  public static StubServer plain(InetAddress address, Talk talk) throws IOException {
    return start(new ServerSocket(0, 50, address), talk);
  }

  public static StubServer tls(SSLContext context, InetAddress address, Talk talk)
      throws IOException {
    return start(context.getServerSocketFactory().createServerSocket(0, 50, address), talk);
  }

  public static StubServer tls(SSLContext context, Talk talk) throws IOException {
    return tls(context, InetAddress.getLoopbackAddress(), talk);
  }

  /** Answers every request, on one connection after another. */
  public static Talk answering(int status, String contentType, String body) {
    return conversation -> {
      conversation.readRequest();
      conversation.answer(status, contentType, body);
    };
  }

  private static StubServer start(ServerSocket listener, Talk talk) {
    var server = new StubServer(listener, talk);
    Thread.ofPlatform().daemon().name("stub-accept").start(server::accept);
    return server;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        accepted.add(socket);
        Thread.ofPlatform().daemon().name("stub-talk").start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      talk.on(new Conversation(socket));
    } catch (IOException gone) {
      // The client went away, or a handshake failed: what the test looks at is the client.
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections there have been. */
  public int connections() {
    return accepted.size();
  }

  /** The requests so far, each with its head and its body. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (var socket : accepted) {
      socket.close();
    }
  }

  /** One connection. */
  public final class Conversation {
    private final Socket socket;

    private Conversation(Socket socket) {
      this.socket = socket;
    }

    public Socket socket() {
      return socket;
    }

    /** Head and body of the next request. */
    public String readRequest() throws IOException {
      var in = socket.getInputStream();
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) readByte(in));
      }
      var length = LENGTH.matcher(head);
      if (length.find()) {
        byte[] body = in.readNBytes(Integer.parseInt(length.group(1)));
        head.append(new String(body, StandardCharsets.UTF_8));
      }
      requests.add(head.toString());
      return head.toString();
    }

    private int readByte(InputStream in) throws IOException {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the client closed");
      }
      return next;
    }

    public void answer(int status, String contentType, String body) throws IOException {
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      send(
          "HTTP/1.1 %d Status\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
              .formatted(status, contentType, length, body));
    }

    public void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    /** Waits until the client closes its side. */
    public void awaitEnd() throws IOException {
      socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    }
  }
}
