package dev.dokployprovider.provider.machine.preflight;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.RouteKind;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks at the way to a new machine while Dokploy is asked about other things: a host that DNS does
 * not know, a Traefik that is not there or a jump host that refuses the login would be found out
 * two minutes after the build otherwise.
 */
public final class RouteCheck {
  /** For one question; what has no answer by then is not sure. */
  private static final Duration LIMIT = Duration.ofSeconds(4);

  /** For the handshakes of the user's ssh, which may go through further hosts. */
  private static final Duration JUMP_LIMIT = Duration.ofSeconds(7);

  private final ProviderOptions options;
  private final Probe probe;
  private final Duration limit;
  private final RouteKind route;
  private final Optional<Question> begun;

  private RouteCheck(ProviderOptions options, Probe probe, Duration limit) {
    this.options = options;
    this.probe = probe;
    this.limit = limit;
    this.route = options.machine().route().kind();
    this.begun = first();
  }

  /** Begins with what can be asked at once; the options are checked. */
  public static RouteCheck begin(ProviderOptions options, Probe probe) {
    boolean jump = options.machine().route().kind() == RouteKind.JUMP;
    return begin(options, probe, jump ? JUMP_LIMIT : LIMIT);
  }

  static RouteCheck begin(ProviderOptions options, Probe probe, Duration limit) {
    return new RouteCheck(options, probe, limit);
  }

  /**
   * Waits for the answers.
   *
   * @param server where the machine goes; empty for Dokploy's own
   * @param instance what the instance knows of its address; asked only where it matters
   * @return what is not sure, in whole sentences
   * @throws ProblemException when no machine could be reached, however long it is tried
   */
  public List<String> end(Optional<Server> server, Supplier<Optional<String>> instance) {
    if (isFixed()) {
      return List.of();
    }
    var looked = new ArrayList<ProbedTarget>();
    begun
        .or(() -> CandidateHost.of(options, server).map(this::at))
        .map(Question::answer)
        .ifPresent(looked::add);
    if (looked.stream().anyMatch(ProbedTarget::mayHaveAnother)) {
      known(instance)
          .filter(address -> !address.isBlank())
          .map(address -> at(CandidateHost.instance(address)).answer())
          .ifPresent(looked::add);
    }
    return RouteVerdict.of(route, options, looked);
  }

  /** Who may not ask for it, or gets no answer, does not know it. */
  private static Optional<String> known(Supplier<Optional<String>> instance) {
    try {
      return instance.get();
    } catch (DokployException untold) {
      return Optional.empty();
    }
  }

  /** Where the ports are published at one address, machines are there. */
  private boolean isFixed() {
    return route == RouteKind.PORT
        && options.sshHost().isEmpty()
        && CandidateHost.isFixed(PublishedPorts.parse(options.sshPorts()).address());
  }

  private Optional<Question> first() {
    return switch (route) {
      case JUMP ->
          Optional.of(Question.of(Optional.empty(), limit, () -> probe.jump(options.jumpHost())));
      case PORT, TLS -> isFixed() ? Optional.empty() : CandidateHost.known(options).map(this::at);
    };
  }

  private Question at(CandidateHost spot) {
    return Question.of(Optional.of(spot), limit, () -> look(spot));
  }

  private Answer look(CandidateHost spot) {
    if (!spot.isAddress()) {
      return new Answer.Bad("that is not an address");
    }
    return route == RouteKind.TLS
        ? probe.tls(
            spot.host(), options.tlsPort(), "check." + options.machine().route().tlsDomain())
        : probe.name(spot.host());
  }

  /** One question that is being asked. */
  private record Question(Optional<CandidateHost> spot, CompletableFuture<Answer> underWay) {
    static Question of(Optional<CandidateHost> spot, Duration limit, Supplier<Answer> ask) {
      var late = new Answer.Unsure("no answer within " + limit.toSeconds() + " s");
      return new Question(
          spot,
          CompletableFuture.supplyAsync(ask, Thread::startVirtualThread)
              .completeOnTimeout(late, limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    ProbedTarget answer() {
      return new ProbedTarget(spot, underWay.join());
    }
  }
}
