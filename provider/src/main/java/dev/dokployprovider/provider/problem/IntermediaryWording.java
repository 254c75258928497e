package dev.dokployprovider.provider.problem;

import dev.dokployprovider.provider.problem.Problem.Intermediary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words for what stands in front of Dokploy: a CDN, a guard or a reverse proxy. */
final class IntermediaryWording {
  private static final int BAD_TLS = 525;
  private static final int BAD_CERTIFICATE = 526;

  private IntermediaryWording() {}

  static Message of(Intermediary problem) {
    String answer =
        "The answer (HTTP "
            + problem.status()
            + ") is not Dokploy's"
            + (problem.detail().isBlank() ? "." : ": " + problem.detail());
    var why = new ArrayList<String>(List.of(answer));
    if (problem.kind() == Intermediary.Kind.NO_DOKPLOY) {
      meaning(problem.status()).ifPresent(why::add);
    }
    if (problem.kind() == Intermediary.Kind.LOGIN) {
      why.add(
          "Dokploy itself takes only the API key. It may also be the network's own login page.");
    }
    return new Message(subject(problem) + " " + what(problem.kind()) + ".", why, fix(problem));
  }

  private static String subject(Intermediary problem) {
    return problem.by().isEmpty()
        ? "The reverse proxy in front of Dokploy"
        : "The reverse proxy in front of Dokploy (" + problem.by() + ")";
  }

  private static String what(Intermediary.Kind kind) {
    return switch (kind) {
      case LOGIN -> "asks for a login of its own";
      case CHALLENGE -> "wants to see a browser, which a program is not";
      case BLOCKED -> "blocks this call";
      case NO_DOKPLOY -> "does not reach Dokploy";
      case TOO_MANY -> "allows no more calls for now";
    };
  }

  /**
   * What Cloudflare's own statuses say of its connection to the server; 527 was of a product that
   * is gone.
   */
  private static Optional<String> meaning(int status) {
    return switch (status) {
      case 520 -> Optional.of("By its status, the server gave it no answer, or one without sense.");
      case 521 ->
          Optional.of(
              "By its status, the server refused its connection: nothing listens there, or a"
                  + " firewall rejects it.");
      case 522 ->
          Optional.of(
              "By its status, its connection to the server timed out: the server is down, or a"
                  + " firewall drops it.");
      case 523 ->
          Optional.of(
              "By its status, there is no route to the server's address, which may have changed.");
      case 524 ->
          Optional.of(
              "By its status, the server accepted its connection and did not answer in time.");
      case BAD_TLS -> Optional.of("By its status, its TLS handshake with the server failed.");
      case BAD_CERTIFICATE ->
          Optional.of(
              "By its status, it does not trust the server's certificate, as where that is"
                  + " self-signed, has expired or is for another name.");
      case 530 ->
          Optional.of(
              "By its status, DNS has no address of the server for it, or its tunnel to the server"
                  + " is not connected.");
      default -> Optional.empty();
    };
  }

  private static boolean isOfTls(int status) {
    return status == BAD_TLS || status == BAD_CERTIFICATE;
  }

  private static List<String> fix(Intermediary problem) {
    String api = problem.server() + "/api";
    return switch (problem.kind()) {
      case LOGIN, CHALLENGE, BLOCKED ->
          List.of(
              "Make an exception there for " + api + " (the calls carry Dokploy's API key),",
              "or set DOKPLOY_SERVER_URL to an address that does not lead through it, such as"
                  + " Dokploy's own port 3000 in a private network.");
      case NO_DOKPLOY -> isOfTls(problem.status()) ? certificate() : reach(problem);
      case TOO_MANY ->
          List.of(
              "Try again "
                  + problem.retryAfter().map(after -> "after " + after + " s").orElse("in a minute")
                  + ", or raise the limit there for "
                  + api
                  + ".");
    };
  }

  private static List<String> certificate() {
    return List.of(
        "Give Dokploy's domain a valid certificate on the server, or set the reverse proxy's TLS mode"
            + " to one that accepts the certificate that is there.");
  }

  private static List<String> reach(Intermediary problem) {
    return List.of(
        "Try again in a minute. If it stays so, see on the server whether Dokploy runs: docker service"
            + " ps dokploy",
        "If it runs, the reverse proxy leads "
            + problem.server()
            + " elsewhere: correct it there, or set DOKPLOY_SERVER_URL to Dokploy's own address.");
  }
}
