package dev.dokployprovider.dokploy.http;

import dev.dokployprovider.dokploy.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;

/**
 * The JDK's oldest HTTP client, because it is the cheapest to start: a quarter of {@code
 * java.net.http}'s CPU for a first plain GET, and the same as a bare socket's.
 */
public final class UrlConnectionHttp implements Http {
  static {
    JdkHttp.prepare();
  }

  private static final int CONNECT_MILLIS = 10_000;

  /** Who has waited for so long wants to know for what. */
  private static final Duration LATE = Duration.ofSeconds(5);

  /** Nothing that we read is more. An answer is in memory as bytes, as a text and as JSON. */
  private static final int MAX_BODY_BYTES =
      (int) Math.min(32 << 20, Runtime.getRuntime().maxMemory() / 12);

  private final ProxyRules proxies;
  private final Supplier<TlsSockets> tls;
  private final int maxBodyBytes;
  private final Runnable late;
  private final Duration lateAfter;
  private volatile boolean answered;
  private volatile boolean isLateTold;

  /**
   * @param late is run once, as soon as the answer to a read has been waited for over 5 s
   */
  public UrlConnectionHttp(Connection connection, Runnable late) {
    this(connection, late, LATE, MAX_BODY_BYTES);
  }

  UrlConnectionHttp(Connection connection, Runnable late, Duration lateAfter, int maxBodyBytes) {
    this.proxies = ProxyRules.from(connection.environment());
    this.tls = new Lazy<>(() -> new TlsSockets(Trust.of(connection).context().getSocketFactory()));
    this.late = late;
    this.lateAfter = lateAfter;
    this.maxBodyBytes = maxBodyBytes;
  }

  /**
   * The exchange runs on a thread of its own, so that neither a name server nor a peer that sends a
   * byte now and then can hold the caller past the limit. Who is interrupted does not begin another
   * exchange, and leaves a read alone; but what a write has made must be known, or nobody could
   * take it away again.
   */
  @Override
  public HttpAnswer send(HttpRequest request) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted before anything was sent");
    }
    var proxy = proxies.proxyFor(request.uri());
    var manner = new SchemeProbe(request.uri(), proxy.isPresent() || answered);
    long start = System.nanoTime();
    long end = start + request.limit().toNanos();
    var exchange = begin(request, proxy);
    try {
      if (request.json().isEmpty() && manner.isSilent(exchange.answer(), request.limit())) {
        end(exchange);
        manner.tryAlone();
        exchange = begin(request, proxy);
      }
      var answer =
          request.json().isPresent()
              ? whole(exchange.answer(), end)
              : read(exchange.answer(), start, end);
      answered = true;
      return answer;
    } catch (WrongSchemeException wrong) {
      abandon(exchange.connection());
      throw wrong;
    } catch (TimeoutException slow) {
      abandon(exchange.connection());
      throw new SocketTimeoutException("no whole answer within " + seconds(request.limit()));
    } catch (InterruptedException interrupted) {
      abandon(exchange.connection());
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the answer");
    } catch (ExecutionException failed) {
      throw switch (failed.getCause()) {
        case IOException io when proxy.isPresent() && isOfProxy(io) ->
            new ProxyException(proxy.get(), io);
        case IOException io when manner.isOther(io) -> manner.other(io);
        case IOException io -> io;
        case Error error -> throw error;
        case RuntimeException unexpected -> throw unexpected;
        case null, default -> new IOException(failed);
      };
    }
  }

  /** One that goes on. */
  private record Exchange(HttpURLConnection connection, FutureTask<HttpAnswer> answer) {}

  private Exchange begin(HttpRequest request, Optional<ProxyAddress> proxy) throws IOException {
    var connection = open(request, proxy);
    var answer = new FutureTask<>(() -> exchange(connection, request));
    Thread.ofPlatform().daemon().name("dokploy-http").start(answer);
    return new Exchange(connection, answer);
  }

  /** Frees the server of it at once, which `abandon` does only where TLS has begun. */
  private void end(Exchange exchange) {
    abandon(exchange.connection());
    if (exchange.connection() instanceof HttpsURLConnection) {
      tls.get().closeLast();
    }
  }

  /**
   * @param start when the request was sent, as of {@link System#nanoTime()}
   * @param end until when it is waited for
   */
  private HttpAnswer read(FutureTask<HttpAnswer> exchange, long start, long end)
      throws InterruptedException, ExecutionException, TimeoutException {
    long lateAt = start + lateAfter.toNanos();
    if (!isLateTold && lateAt < end) {
      try {
        return exchange.get(lateAt - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException slow) {
        isLateTold = true;
        late.run();
      }
    }
    return exchange.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  /**
   * An interrupt is remembered until there is an answer.
   *
   * @param end until when it is waited for, as of {@link System#nanoTime()}
   */
  private static HttpAnswer whole(FutureTask<HttpAnswer> exchange, long end)
      throws InterruptedException, ExecutionException, TimeoutException {
    boolean told = false;
    try {
      while (true) {
        try {
          return exchange.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
          told = true;
        }
      }
    } finally {
      if (told) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Closing waits for a read that is going on, so the caller does not wait for the closing. */
  private static void abandon(HttpURLConnection connection) {
    Thread.ofPlatform().daemon().name("dokploy-http-close").start(connection::disconnect);
  }

  /** Through a proxy, only the proxy itself is looked up and connected to. */
  private static boolean isOfProxy(IOException error) {
    String message = String.valueOf(error.getMessage());
    return error instanceof UnknownHostException
        || error instanceof ConnectException
        || error instanceof NoRouteToHostException
        || (error instanceof SocketTimeoutException && message.startsWith("Connect timed out"))
        || isTunnelFailure(error);
  }

  private HttpURLConnection open(HttpRequest request, Optional<ProxyAddress> proxy)
      throws IOException {
    var connection =
        (HttpURLConnection)
            request
                .uri()
                .toURL()
                .openConnection(proxy.map(ProxyAddress::forJdk).orElse(Proxy.NO_PROXY));
    proxy.ifPresent(address -> connection.setAuthenticator(new ProxyLogin(address)));
    if (connection instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(tls.get());
    }
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(CONNECT_MILLIS);
    // Ends what was abandoned; the caller is gone before.
    connection.setReadTimeout(Math.toIntExact(request.limit().plusSeconds(1).toMillis()));
    connection.setRequestProperty("User-Agent", "dokploy-provider");
    connection.setRequestProperty("Accept", "application/json");
    connection.setRequestProperty("x-api-key", request.token().reveal());
    if (request.json().isPresent()) {
      connection.setRequestMethod("POST");
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setDoOutput(true);
    }
    return connection;
  }

  private HttpAnswer exchange(HttpURLConnection connection, HttpRequest request)
      throws IOException {
    if (request.json().isPresent()) {
      try (var out = connection.getOutputStream()) {
        out.write(request.json().get().getBytes(StandardCharsets.UTF_8));
      }
    }
    awaitAnswer(connection);
    int status = connection.getResponseCode();
    var headers = headers(connection);
    var stream = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
    return new HttpAnswer(status, headers, stream == null ? "" : read(stream, request));
  }

  /** A proxy's refusal of a tunnel would otherwise pass for the server's answer. */
  private static void awaitAnswer(HttpURLConnection connection) throws IOException {
    try {
      var _ = connection.getInputStream();
    } catch (IOException failed) {
      if (isTunnelFailure(failed)) {
        throw failed;
      }
      // A status of an error, or no answer: getResponseCode tells which.
    }
  }

  private static boolean isTunnelFailure(IOException error) {
    return String.valueOf(error.getMessage()).startsWith("Unable to tunnel through proxy");
  }

  private static Map<String, String> headers(HttpURLConnection connection) {
    var headers = new HashMap<String, String>();
    for (var header : connection.getHeaderFields().entrySet()) {
      // The status line stands there too, without a name.
      if (header.getKey() != null && !header.getValue().isEmpty()) {
        headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().getLast());
      }
    }
    return headers;
  }

  private String read(InputStream body, HttpRequest request) throws IOException {
    try (var stream = request.shortTexts() ? new ShortTexts(body) : body) {
      byte[] bytes = stream.readNBytes(maxBodyBytes + 1);
      if (bytes.length > maxBodyBytes) {
        throw new OversizedAnswerException(maxBodyBytes);
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() < 1000 ? limit.toMillis() + " ms" : limit.toSeconds() + " s";
  }
}
