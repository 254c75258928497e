package dev.dokployprovider.dokploy.http;

import dev.dokployprovider.dokploy.Connection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a websocket that never says that it is at the end, such as one that follows a
 * log. Rarely used, so it may cost what {@code java.net.http} costs to start.
 */
public final class TextSocket {
  static {
    JdkHttp.prepare();
  }

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private static final String REFUSED_LOGIN = "it wants another user or password";

  private final Connection connection;
  private final ProxyRules proxies;
  private final Trust trust;
  private final TextListener.Patience patience;

  public TextSocket(Connection connection) {
    this(connection, TextListener.Patience.USUAL);
  }

  TextSocket(Connection connection, TextListener.Patience patience) {
    this.connection = connection;
    this.proxies = ProxyRules.from(connection.environment());
    this.trust = Trust.of(connection);
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
    var listener = new TextListener(lines);
    var client = client(proxy);
    try {
      client
          .newWebSocketBuilder()
          .connectTimeout(CONNECT)
          .header("x-api-key", connection.token().reveal())
          .buildAsync(uri, listener)
          .get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
      return listener.await(patience);
    } catch (TimeoutException slow) {
      throw new SocketTimeoutException("no websocket within " + CONNECT.toSeconds() + " s");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    } catch (ExecutionException failed) {
      throw reason(failed.getCause(), proxy);
    } finally {
      // Drops the connection; the other side would follow the log for ever.
      client.shutdownNow();
    }
  }

  /**
   * Begins to read and returns at once; a socket that can't be opened has no text.
   *
   * @param uri ws or wss
   * @throws IOException when there is no knowing the way: the proxy's address is none
   */
  public TextStream follow(URI uri) throws IOException {
    var client = client(proxies.proxyFor(uri));
    var stream = new TextStream(client);
    var _ =
        client
            .newWebSocketBuilder()
            .connectTimeout(CONNECT)
            .header("x-api-key", connection.token().reveal())
            .buildAsync(uri, stream);
    return stream;
  }

  private HttpClient client(Optional<ProxyAddress> proxy) {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .sslContext(trust.context())
            .proxy(
                proxy
                    .map(to -> ProxySelector.of(new InetSocketAddress(to.host(), to.port())))
                    .orElse(HttpClient.Builder.NO_PROXY));
    proxy.map(ProxyLogin::new).ifPresent(builder::authenticator);
    return builder.build();
  }

  private static IOException reason(@Nullable Throwable cause, Optional<ProxyAddress> proxy) {
    return switch (cause) {
      case WebSocketHandshakeException refused -> refused(refused, proxy);
      case ConnectException connect when proxy.isPresent() ->
          new ProxyException(proxy.get(), connect);
      case HttpTimeoutException slow -> new SocketTimeoutException(slow.getMessage());
      // ProxyLogin tells the password once.
      case IOException io
          when proxy.isPresent() && "No credentials provided".equals(io.getMessage()) ->
          new ProxyException(proxy.get(), new IOException(REFUSED_LOGIN));
      case IOException io -> io;
      case null, default -> new IOException(cause);
    };
  }

  private static IOException refused(
      WebSocketHandshakeException refused, Optional<ProxyAddress> proxy) {
    var response = refused.getResponse();
    if (response == null) {
      return new IOException(refused);
    }
    if (response.statusCode() == 407 && proxy.isPresent()) {
      return new ProxyException(proxy.get(), new IOException(REFUSED_LOGIN));
    }
    var headers = new HashMap<String, String>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getLast()));
    var body = response.body() instanceof String text ? text : "";
    return new UpgradeRefusedException(new HttpAnswer(response.statusCode(), headers, body));
  }
}
