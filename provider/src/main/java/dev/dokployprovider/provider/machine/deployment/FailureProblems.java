package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Failure.*;
import dev.dokployprovider.provider.problem.Problem;
import java.net.URI;
import java.util.Optional;

/** What a failed call to Dokploy means for a user. */
public final class FailureProblems {
  private static final String SET_URL =
      "devpod provider set-options dokploy -o DOKPLOY_SERVER_URL=";

  private FailureProblems() {}

  public static Problem of(Failure failure, URI server) {
    return switch (failure) {
      case Unreachable(var call, var reason, var detail) -> unreachable(server, reason, detail);
      case NotDokploy(var call, var status, var detail) ->
          new Problem.NotDokploy(
              server,
              status == 0
                  ? detail
                  : "It answered with HTTP " + status + (detail.isEmpty() ? "." : ": " + detail));
      case Intermediary(var call, var status, var kind, var by, var detail, var retryAfter) ->
          new Problem.Intermediary(server, status, kind(kind), by, detail, retryAfter);
      case Redirected(var call, var status, var location) ->
          new Problem.ServerRedirects(server, location);
      case BadToken(var call) -> new Problem.BadToken();
      case NotAllowed(var call, var message) -> new Problem.NotAllowed(call, message);
      case NotFound(var call, var message) -> new Problem.Missing(call, message);
      case Unsupported(var call) -> new Problem.UnknownCall(call);
      case Rejected(var call, var status, var message, var issues) ->
          new Problem.Refused(call, status, message, issues);
      case ServerError(var call, var status, var message, var full) ->
          status == 502 || status == 504
              ? new Problem.ServerBusy(status, message, Optional.empty())
              : new Problem.ServerFailed(call, message);
      case Overloaded(var call, var status, var retryAfter) ->
          new Problem.ServerBusy(status, "too many requests, or not ready", retryAfter);
      case TooLarge(var call, var megabytes) -> new Problem.AnswerTooLarge(call, megabytes);
      case Unreadable(var call, var detail) -> new Problem.UnreadableAnswer(call, detail);
    };
  }

  private static Problem.Intermediary.Kind kind(Intermediary.Kind kind) {
    return switch (kind) {
      case LOGIN -> Problem.Intermediary.Kind.LOGIN;
      case CHALLENGE -> Problem.Intermediary.Kind.CHALLENGE;
      case BLOCKED -> Problem.Intermediary.Kind.BLOCKED;
      case NO_DOKPLOY -> Problem.Intermediary.Kind.NO_DOKPLOY;
      case TOO_MANY -> Problem.Intermediary.Kind.TOO_MANY;
    };
  }

  /** The same address in the other scheme; a port that is only the old one's default goes. */
  private static String other(URI server, String scheme) {
    int port = server.getPort() < 0 && scheme.equals("http") ? 443 : server.getPort();
    int shown = server.getPort() < 0 && scheme.equals("https") ? 80 : port;
    return scheme + "://" + server.getHost() + (shown < 0 ? "" : ":" + shown) + server.getPath();
  }

  private static Problem unreachable(URI server, Reason reason, String detail) {
    String checkUrl = "Check DOKPLOY_SERVER_URL, and whether this computer is online.";
    return switch (reason) {
      case INTERRUPTED -> new Problem.Interrupted();
      case UNKNOWN_HOST ->
          new Problem.ServerUnreachable(
              server, "There is no host of the name " + server.getHost() + ".", checkUrl);
      case REFUSED ->
          new Problem.ServerUnreachable(
              server,
              "The host refuses the connection: nothing listens at that port.",
              "Check the port in DOKPLOY_SERVER_URL (Dokploy's own is 3000), and that Dokploy runs.");
      case TIMED_OUT ->
          new Problem.ServerUnreachable(
              server,
              "There was no answer in time (" + detail + ").",
              "Check DOKPLOY_SERVER_URL, and the firewalls on the way.");
      case NO_ROUTE ->
          new Problem.ServerUnreachable(
              server, "There is no route to the host (" + detail + ").", checkUrl);
      case UNTRUSTED_CERTIFICATE ->
          new Problem.ServerUnreachable(
              server,
              "Its certificate is not trusted: " + detail + ".",
              "If it is signed by an authority of your own, set DOKPLOY_CA_CERT_FILE to that"
                  + " authority's certificate (PEM).");
      case CERTIFICATE_DATES ->
          new Problem.ServerUnreachable(
              server,
              "Its certificate is not valid at this computer's time: " + detail + ".",
              "Check this computer's date and time. If they are right, the server's certificate must"
                  + " be renewed.");
      case CERTIFICATE_NAME ->
          new Problem.ServerUnreachable(
              server,
              "Its certificate is for another host: it does not name " + server.getHost() + ".",
              "Use a name in DOKPLOY_SERVER_URL that the certificate is for.");
      case TLS ->
          new Problem.ServerUnreachable(
              server,
              "The TLS handshake failed: " + detail + ".",
              "Check the host and the port in DOKPLOY_SERVER_URL.");
      case NEEDS_HTTPS ->
          new Problem.ServerUnreachable(
              server,
              "The address says http://, but its port speaks TLS (https).",
              SET_URL + other(server, "https"));
      case NEEDS_HTTP ->
          new Problem.ServerUnreachable(
              server,
              "The address says https://, but its port speaks plain http.",
              SET_URL + other(server, "http"));
      case PROXY ->
          new Problem.ServerUnreachable(
              server,
              "The proxy did not let the call through: " + detail,
              "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY.");
      case CUT_OFF ->
          new Problem.ServerUnreachable(
              server,
              "The connection ended before the whole answer was there: " + detail,
              "Try again. If it stays so, look at the reverse proxy in front of Dokploy.");
    };
  }
}
