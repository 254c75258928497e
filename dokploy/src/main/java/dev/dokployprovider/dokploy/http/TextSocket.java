package dev.dokployprovider.dokploy.http;

import dev.dokployprovider.dokploy.Connection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a websocket that never says that it is at the end, such as one that follows a
 * log.
 */
public final class TextSocket {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final Connection connection;
  private final ProxyRules proxies;
  private final TextListener.Patience patience;

  public TextSocket(Connection connection) {
    this(connection, TextListener.Patience.USUAL);
  }

  TextSocket(Connection connection, TextListener.Patience patience) {
    this.connection = connection;
    this.proxies = ProxyRules.from(connection.environment());
    this.patience = patience;
  }

  /**
   * What the socket has sent when it goes quiet, closes, or the time is over; empty when it closed
   * without a word.
   *
   * @param uri ws or wss
   * @param lines keeps only that many of the last
   * @throws UpgradeRefusedException when the answer is another than a websocket
   */
  public Optional<String> read(URI uri, int lines) throws IOException {
    var proxy = proxies.proxyFor(uri);
    try (var way = new Way()) {
      var socket = opened(uri, proxy, way);
      var listener = new TextListener(lines);
      Thread.ofPlatform().daemon().name("dokploy-text").start(() -> listener.listen(socket));
      return listener.await(patience);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    }
  }

  /**
   * Begins to read and returns at once; a socket that can't be opened has no text.
   *
   * @param uri ws or wss
   * @throws IOException when there is no knowing the way: the proxy's address is none
   */
  public TextStream follow(URI uri) throws IOException {
    return follow(uri, System::nanoTime);
  }

  TextStream follow(URI uri, LongSupplier clock) throws IOException {
    var proxy = proxies.proxyFor(uri);
    var way = new Way();
    var stream = new TextStream(way, clock);
    Thread.ofPlatform()
        .daemon()
        .name("dokploy-text")
        .start(() -> {
          try {
            stream.listen(opened(uri, proxy, way));
            stream.ends("the other side closed it");
          } catch (IOException | InterruptedException | RuntimeException | Error broken) {
            // Of whatever kind: who follows would wait for more.
            stream.ends(String.valueOf(broken.getMessage()));
            way.close();
          }
        });
    return stream;
  }

  /** The connection while it is being made, so that it can be dropped at any moment. */
  static final class Way implements AutoCloseable {
    private @Nullable Socket socket;
    private boolean closed;

    private synchronized void leads(Socket socket) throws IOException {
      this.socket = socket;
      if (closed) {
        socket.close();
      }
    }

    /** The other side would follow the log forever. */
    @Override
    public synchronized void close() {
      closed = true;
      try {
        if (socket != null) {
          socket.close();
        }
      } catch (IOException closedAnyway) {
        // Nothing is written any more, so nothing can be lost.
      }
    }
  }

  /** A deadline over all steps, as each of many bytes may come just in time. */
  private WebSocket opened(URI uri, Optional<ProxyAddress> proxy, Way way)
      throws IOException, InterruptedException {
    var opening = new FutureTask<>(() -> open(uri, proxy, way));
    Thread.ofPlatform().daemon().name("dokploy-text-open").start(opening);
    boolean done = false;
    try {
      var socket = opening.get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
      done = true;
      return socket;
    } catch (TimeoutException slow) {
      throw new SocketTimeoutException("no websocket within " + CONNECT.toSeconds() + " s");
    } catch (ExecutionException failed) {
      throw switch (failed.getCause()) {
        case IOException io -> io;
        case RuntimeException unexpected -> throw unexpected;
        case Error error -> throw error;
        case null, default -> new IOException(failed);
      };
    } finally {
      if (!done) {
        way.close();
      }
    }
  }

  private WebSocket open(URI uri, Optional<ProxyAddress> proxy, Way way) throws IOException {
    int millis = Math.toIntExact(CONNECT.toMillis());
    boolean secure = uri.getScheme().equals("wss");
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    var plain =
        proxy.isPresent()
            ? ConnectCall.through(proxy.get(), uri.getHost() + ":" + port, millis)
            : TlsSocket.connect(unbracketed(uri.getHost()), port, millis);
    way.leads(plain);
    plain.setSoTimeout(millis);
    plain.setKeepAlive(true);
    var socket =
        WebSocket.over(plain, secure ? tls(plain, uri, port) : plain, uri, connection.token());
    // A log may be quiet for long.
    plain.setSoTimeout(0);
    return socket;
  }

  private SSLSocket tls(Socket plain, URI uri, int port) throws IOException {
    var factory = Trust.of(connection).context().getSocketFactory();
    var tls = (SSLSocket) factory.createSocket(plain, unbracketed(uri.getHost()), port, true);
    var parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    tls.setSSLParameters(parameters);
    KeyShares.make(tls);
    tls.startHandshake();
    return tls;
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
