package dev.dokployprovider.dokploy.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Sees during a first exchange that the address has the wrong one of http and https. A server may
 * say so, hang up, or wait for more in silence, so where there is no answer the other one is tried.
 *
 * @param known whether it is known already which one is right, or can't be tried from here
 */
record SchemeProbe(URI uri, boolean known) {
  /** Long for a handshake, and short for who waits for a word. */
  private static final Duration SILENCE = Duration.ofMillis(1200);

  /**
   * Waits for the first word of an exchange, and in silence tries the other scheme beside it.
   *
   * @return whether nothing is to be heard there either, as of a server with one connection at a
   *     time: then the exchange must end before it can be told
   */
  boolean isSilent(Future<?> exchange, Duration limit)
      throws WrongSchemeException, InterruptedException {
    if (known || limit.compareTo(SILENCE) <= 0) {
      return false;
    }
    try {
      exchange.get(SILENCE.toNanos(), TimeUnit.NANOSECONDS);
      return false;
    } catch (ExecutionException failed) {
      return false;
    } catch (TimeoutException silent) {
      var answer = OtherScheme.ask(uri);
      if (answer == OtherScheme.Answer.SPOKEN && !exchange.isDone()) {
        throw other(new IOException("no answer", silent));
      }
      return answer == OtherScheme.Answer.SILENCE && !exchange.isDone();
    }
  }

  /** The same once more, where no exchange is in the way. */
  void tryAlone() throws WrongSchemeException {
    if (OtherScheme.isSpoken(uri)) {
      throw other(new IOException("no answer"));
    }
  }

  /** Whether an exchange failed because the other scheme is spoken there. */
  boolean isOther(IOException failed) {
    return !known && mayBe(failed) && OtherScheme.isSpoken(uri);
  }

  WrongSchemeException other(IOException cause) {
    return new WrongSchemeException(uri.getScheme().equals("http"), cause);
  }

  /** Hung up on, or answered in something that is not the scheme's. */
  private static boolean mayBe(IOException failed) {
    return switch (failed) {
      case SSLException tls ->
          Stream.<Throwable>iterate(tls, cause -> cause != null, Throwable::getCause)
              .limit(10)
              .noneMatch(CertificateException.class::isInstance);
      case java.net.ConnectException refused -> false;
      case java.net.NoRouteToHostException unreachable -> false;
      case SocketException hungUp -> true;
      case EOFException ended -> true;
      case IOException other ->
          String.valueOf(other.getMessage())
              .matches("(?s)Invalid Http response.*|Unexpected end of.*");
    };
  }
}
