package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.RouteKind;
import dev.dokployprovider.provider.options.TokenReference;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What checks look at.
 *
 * @param environment with the options, as DevPod gives it
 * @param dokploy connected when it is asked for
 */
public record CheckInputs(
    Map<String, String> environment,
    Supplier<Dokploy> dokploy,
    Network network,
    Computer computer,
    Time time) {
  public CheckInputs {
    environment = Map.copyOf(environment);
    dokploy = Lazy.of(dokploy);
  }

  ProviderOptions options() {
    return ProviderOptions.from(environment);
  }

  /** What stands in the option in place of the key; empty where it holds the key itself. */
  Optional<TokenReference> tokenReference() {
    return TokenReference.of(environment.getOrDefault(Option.DOKPLOY_API_TOKEN.name(), ""));
  }

  /** Without an address or a key, the check of the options says so, and there is nothing to ask. */
  boolean hasServer() {
    try {
      var _ = options();
      return true;
    } catch (ProblemException invalid) {
      return false;
    }
  }

  /** An invalid one is told by the check of the options. */
  RouteKind route() {
    String word = environment.getOrDefault(Option.DOKPLOY_SSH_ROUTE.name(), "").strip();
    for (var kind : RouteKind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
        return kind;
      }
    }
    return RouteKind.PORT;
  }

  /** The environment has secrets. */
  @Override
  public String toString() {
    return "CheckInputs";
  }
}
