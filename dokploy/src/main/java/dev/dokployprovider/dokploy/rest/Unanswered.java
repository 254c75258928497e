package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Failure.Reason;
import dev.dokployprovider.dokploy.http.OversizedAnswerException;
import dev.dokployprovider.dokploy.http.ProxyException;
import dev.dokployprovider.dokploy.http.WrongSchemeException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Which failure it is when there was no whole answer. */
final class Unanswered {
  private Unanswered() {}

  static Failure of(String call, IOException error) {
    String detail = Texts.line(String.valueOf(error.getMessage()));
    return switch (error) {
      case OversizedAnswerException large -> new Failure.TooLarge(call, large.megabytes());
      case IOException other when detail.startsWith("Invalid Http response") ->
          new Failure.NotDokploy(call, 0, "what answers there does not speak HTTP");
      case IOException other -> new Failure.Unreachable(call, reason(other, detail), detail);
    };
  }

  private static Reason reason(IOException error, String detail) {
    return switch (error) {
      case WrongSchemeException wrong -> wrong.isTls() ? Reason.NEEDS_HTTPS : Reason.NEEDS_HTTP;
      case UnknownHostException unknown -> Reason.UNKNOWN_HOST;
      case NoRouteToHostException unreachable -> Reason.NO_ROUTE;
      case ConnectException refused when detail.contains("unreachable") -> Reason.NO_ROUTE;
      case ConnectException refused when detail.contains("timed out") -> Reason.TIMED_OUT;
      case ConnectException refused -> Reason.REFUSED;
      case SocketTimeoutException slow -> Reason.TIMED_OUT;
      case InterruptedIOException stopped -> Reason.INTERRUPTED;
      case ProxyException proxy -> Reason.PROXY;
      case SSLException tls when causes(tls).anyMatch(CertificateException.class::isInstance) ->
          Reason.UNTRUSTED_CERTIFICATE;
      // The peer went away in the middle of the session, not of the handshake.
      case SSLException tls when !isHandshake(tls) -> Reason.CUT_OFF;
      case SSLException tls -> Reason.TLS;
      case IOException other when detail.contains("hostname wrong") -> Reason.UNTRUSTED_CERTIFICATE;
      case IOException other -> Reason.CUT_OFF;
    };
  }

  private static boolean isHandshake(SSLException error) {
    return causes(error)
        .noneMatch(cause ->
            cause instanceof SocketException
                || (cause instanceof EOFException && !isTermination(error)));
  }

  private static boolean isTermination(SSLException error) {
    return String.valueOf(error.getMessage()).contains("terminated the handshake");
  }

  private static Stream<Throwable> causes(Throwable error) {
    return Stream.<Throwable>iterate(error, cause -> cause != null, Throwable::getCause).limit(10);
  }
}
