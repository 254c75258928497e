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
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Which failure it is when there was no whole answer. */
final class Unanswered {
  /** The JDK's words (sun.security.util.HostnameChecker). */
  private static final Pattern OTHER_NAME =
      Pattern.compile("No subject alternative (DNS )?names?|No name matching");

  private Unanswered() {}

  static Failure of(String call, IOException error) {
    String detail = ServerTexts.line(String.valueOf(error.getMessage()));
    return switch (error) {
      case OversizedAnswerException large -> new Failure.TooLarge(call, large.megabytes());
      case IOException other when detail.startsWith("Invalid Http response") ->
          new Failure.NotDokploy(call, 0, "what answers there does not speak HTTP");
      case IOException other when dates(other).isPresent() ->
          new Failure.Unreachable(call, Reason.CERTIFICATE_DATES, dates(other).get());
      case IOException other -> {
        var reason = reason(other, detail);
        yield new Failure.Unreachable(call, reason, words(reason, detail));
      }
    };
  }

  private static String words(Reason reason, String detail) {
    return switch (reason) {
      case UNTRUSTED_CERTIFICATE -> TlsWords.untrusted(detail);
      case TLS -> TlsWords.handshake(detail);
      case CUT_OFF -> detail.contains("end of file") ? "the server closed it" : detail;
      default -> detail;
    };
  }

  /** From when, or until when, a certificate is valid that is not so now. */
  private static Optional<String> dates(IOException error) {
    return causes(error)
        .filter(cause ->
            cause instanceof CertificateExpiredException
                || cause instanceof CertificateNotYetValidException)
        .map(cause -> ServerTexts.line(String.valueOf(cause.getMessage())))
        .findFirst();
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
      case SSLException tls when OTHER_NAME.matcher(detail).find() -> Reason.CERTIFICATE_NAME;
      case SSLException tls when causes(tls).anyMatch(CertificateException.class::isInstance) ->
          Reason.UNTRUSTED_CERTIFICATE;
      // The peer went away in the middle of the session, not of the handshake.
      case SSLException tls when !isHandshake(tls) -> Reason.CUT_OFF;
      case SSLException tls -> Reason.TLS;
      case IOException other when detail.contains("hostname wrong") -> Reason.CERTIFICATE_NAME;
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
