package dev.dokployprovider.provider.problem;

import dev.dokployprovider.provider.problem.Problem.Intermediary;
import java.util.ArrayList;
import java.util.List;

/** The words for what stands in front of Dokploy: a CDN, a guard or a reverse proxy. */
final class IntermediaryWording {
  private IntermediaryWording() {}

  static Message of(Intermediary problem) {
    String answer =
        "The answer (HTTP "
            + problem.status()
            + ") is not Dokploy's"
            + (problem.detail().isBlank() ? "." : ": " + problem.detail());
    var why = new ArrayList<String>(List.of(answer));
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

  private static List<String> fix(Intermediary problem) {
    String api = problem.server() + "/api";
    return switch (problem.kind()) {
      case LOGIN, CHALLENGE, BLOCKED ->
          List.of(
              "Make an exception there for " + api + " (the calls carry Dokploy's API key),",
              "or set DOKPLOY_SERVER_URL to an address that does not lead through it, such as"
                  + " Dokploy's own port 3000 in a private network.");
      case NO_DOKPLOY ->
          List.of(
              "Try again in a minute. If it stays so, see on the server whether Dokploy runs: docker"
                  + " service ps dokploy",
              "If it runs, the reverse proxy leads "
                  + problem.server()
                  + " elsewhere: correct it"
                  + " there, or set DOKPLOY_SERVER_URL to Dokploy's own address.");
      case TOO_MANY ->
          List.of(
              "Try again "
                  + problem.retryAfter().map(after -> "after " + after + " s").orElse("in a minute")
                  + ", or raise the limit there for "
                  + api
                  + ".");
    };
  }
}
