package dev.dokployprovider.provider.machine.preflight;

import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.RouteKind;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.Problem.Attempt;
import dev.dokployprovider.provider.problem.Problem.UnknownSshHost.Source;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.List;

/** What the answers mean for a machine that is about to be made. */
final class RouteVerdict {
  private RouteVerdict() {}

  /**
   * Judges.
   *
   * @param looked what a machine would be reached by; one that will do is enough
   * @return what is not sure, in whole sentences
   * @throws ProblemException where all of them lead nowhere
   */
  static List<String> of(RouteKind route, ProviderOptions options, List<ProbedTarget> looked) {
    if (looked.stream().anyMatch(one -> one.answer() instanceof Answer.Good)) {
      return List.of();
    }
    var unsure = looked.stream().filter(one -> one.answer() instanceof Answer.Unsure).toList();
    if (unsure.isEmpty() && !looked.isEmpty()) {
      throw new ProblemException(problem(route, options, looked));
    }
    return unsure.stream().map(one -> warning(route, options, one)).toList();
  }

  private static Problem problem(
      RouteKind route, ProviderOptions options, List<ProbedTarget> looked) {
    return switch (route) {
      case PORT -> new Problem.UnknownSshHost(attempts(looked), source(looked.getFirst()));
      case TLS -> new Problem.TraefikUnreachable(options.tlsPort(), attempts(looked));
      case JUMP -> {
        var jump = options.jumpHost();
        yield new Problem.JumpHostUnusable(
            jump.toString(), jump.arguments(), looked.getFirst().outcome());
      }
    };
  }

  private static List<Attempt> attempts(List<ProbedTarget> looked) {
    return looked.stream().map(one -> new Attempt(one.where(), one.outcome())).toList();
  }

  private static Source source(ProbedTarget looked) {
    return looked
        .spot()
        .map(spot ->
            switch (spot.from()) {
              case CandidateHost.From.SshHost() -> Source.OPTION;
              case CandidateHost.From.RemoteServer(var name) -> Source.REMOTE_SERVER;
              case CandidateHost.From.ServerUrl(), CandidateHost.From.Instance() -> Source.DOKPLOY;
            })
        .orElse(Source.DOKPLOY);
  }

  private static String warning(RouteKind route, ProviderOptions options, ProbedTarget looked) {
    return switch (route) {
      case PORT ->
          "It is not sure that a machine can be reached at %s: %s."
              .formatted(looked.where(), looked.outcome());
      case TLS ->
          "It is not sure that Traefik answers at port %d of %s: %s."
              .formatted(options.tlsPort(), looked.where(), looked.outcome());
      case JUMP ->
          "It is not sure that the jump host %s can be used: %s"
              .formatted(options.jumpHost(), ended(looked.outcome()));
    };
  }

  private static String ended(String said) {
    return said.endsWith(".") ? said : said + ".";
  }
}
