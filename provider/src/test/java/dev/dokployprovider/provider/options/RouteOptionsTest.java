package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ThrownProblem;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteOptionsTest {

  @Test
  void every_option_of_a_route_is_read() {
    assertThat(
            route(
                Map.of(
                    "DOKPLOY_SSH_ROUTE", "tls",
                    "DOKPLOY_SSH_JUMP", "server",
                    "DOKPLOY_SSH_TLS_DOMAIN", "Dev.Example.com",
                    "DOKPLOY_SSH_TLS_PORT", "8443",
                    "DOKPLOY_SSH_TLS_BESIDE_APPS", "true")))
        .isEqualTo(
            new RouteOptions(
                RouteKind.TLS,
                Optional.of(JumpHost.parse("server")),
                "dev.example.com",
                8443,
                true));
  }

  @Test
  void the_route_jump_needs_a_host() {
    var missing =
        ThrownProblem.of(
            Problem.MissingOption.class, () -> route(Map.of("DOKPLOY_SSH_ROUTE", "jump")));
    assertThat(missing.option()).isEqualTo("DOKPLOY_SSH_JUMP");
  }

  @ParameterizedTest
  @CsvSource({
    "DOKPLOY_SSH_ROUTE, direct",
    "DOKPLOY_SSH_JUMP, -oProxyCommand=id",
    "DOKPLOY_SSH_TLS_DOMAIN, a`b",
    "DOKPLOY_SSH_TLS_DOMAIN, '*.example.com'",
    "DOKPLOY_SSH_TLS_DOMAIN, example.com.",
    "DOKPLOY_SSH_TLS_PORT, 0",
    "DOKPLOY_SSH_TLS_PORT, 70000",
    "DOKPLOY_SSH_TLS_BESIDE_APPS, perhaps",
  })
  void what_does_not_fit_is_a_problem_that_names_the_option(String name, String value) {
    var bad = ThrownProblem.of(Problem.BadOption.class, () -> route(Map.of(name, value)));
    assertThat(bad.option()).isEqualTo(name);
  }

  private static RouteOptions route(Map<String, String> options) {
    return ProviderOptions.from(SomeOptions.with(options)).machine().route();
  }
}
