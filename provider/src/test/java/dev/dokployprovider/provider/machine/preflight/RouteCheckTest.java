package dev.dokployprovider.provider.machine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.provider.machine.testing.KnownWay;
import dev.dokployprovider.provider.options.JumpHost;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.SomeOptions;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.Problem.Attempt;
import dev.dokployprovider.provider.problem.Problem.UnknownSshHost;
import dev.dokployprovider.provider.problem.Problem.UnknownSshHost.Source;
import dev.dokployprovider.provider.problem.ThrownProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteCheckTest {
  private static final Answer BAD = new Answer.Bad("there is no host of that name");
  private static final Answer UNSURE = new Answer.Unsure("no answer");
  private static final Optional<Server> DOKPLOYS_OWN = Optional.empty();
  private final KnownWay way = new KnownWay();

  @Test
  void a_way_that_will_do_costs_no_call_and_says_nothing() {
    assertThat(end(Map.of(), DOKPLOYS_OWN, RouteCheckTest::notAsked)).isEmpty();
    assertThat(end(Map.of("DOKPLOY_SSH_HOST", "ssh.test"), DOKPLOYS_OWN, RouteCheckTest::notAsked))
        .isEmpty();
    assertThat(end(Map.of("DOKPLOY_SSH_ROUTE", "tls"), DOKPLOYS_OWN, RouteCheckTest::notAsked))
        .isEmpty();
    assertThat(way.asked()).containsExactly("d.test", "ssh.test", "d.test:443");
  }

  @Test
  void a_host_for_SSH_that_nobody_knows_is_refused() {
    way.with("ssh.test", BAD);
    assertThat(
            problem(Map.of("DOKPLOY_SSH_HOST", "ssh.test"), DOKPLOYS_OWN, RouteCheckTest::notAsked))
        .isEqualTo(
            new UnknownSshHost(
                List.of(
                    new Attempt("ssh.test (DOKPLOY_SSH_HOST)", "there is no host of that name")),
                Source.OPTION));
  }

  @Test
  void dokploys_own_address_and_the_one_that_it_knows_of_itself_are_tried_as_for_a_machine() {
    way.with("d.test", BAD);
    assertThat(end(Map.of(), DOKPLOYS_OWN, () -> Optional.of("203.0.113.7"))).isEmpty();
    way.with("other.test", BAD);
    for (String instance : List.of("other.test", "not an address", "")) {
      assertThat(problem(Map.of(), DOKPLOYS_OWN, () -> Optional.of(instance)))
          .isInstanceOfSatisfying(
              UnknownSshHost.class,
              unknown -> {
                assertThat(unknown.source()).isEqualTo(Source.DOKPLOY);
                assertThat(unknown.hosts()).hasSize(instance.isEmpty() ? 1 : 2);
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',that is not an address",
    "http://x,that is not an address",
    "gone.test,there is no host of that name"
  })
  void a_remote_servers_address_that_is_none_or_that_nobody_knows_is_refused(
      String address, String why) {
    way.with("gone.test", BAD);
    var far = Optional.of(new Server("id1", "far", address));
    assertThat(problem(Map.of("DOKPLOY_SERVER", "far"), far, RouteCheckTest::notAsked))
        .isEqualTo(
            new UnknownSshHost(
                List.of(new Attempt("\"" + address + "\" (the server far in Dokploy)", why)),
                Source.REMOTE_SERVER));
  }

  @Test
  void a_server_of_which_a_member_knows_only_the_id_is_not_looked_at() {
    var far = Optional.of(new Server("id1", "id1", "id1"));
    assertThat(end(Map.of("DOKPLOY_SERVER", "id1"), far, RouteCheckTest::notAsked)).isEmpty();
    assertThat(way.asked()).isEmpty();
  }

  @Test
  void ports_that_are_published_at_one_address_are_looked_for_there_alone() {
    way.with("d.test", BAD);
    assertThat(
            end(
                Map.of("DOKPLOY_SSH_PORTS", "127.0.0.1:2222-2250"),
                DOKPLOYS_OWN,
                RouteCheckTest::notAsked))
        .isEmpty();
  }

  @Test
  void where_no_Traefik_answers_is_refused_for_a_remote_server_too() {
    way.with("d.test:443", new Answer.Bad("the connection is refused"));
    assertThat(problem(Map.of("DOKPLOY_SSH_ROUTE", "tls"), DOKPLOYS_OWN, Optional::empty))
        .isEqualTo(
            new Problem.TraefikUnreachable(
                443,
                List.of(new Attempt("d.test (DOKPLOY_SERVER_URL)", "the connection is refused"))));

    way.with("10.0.0.9:4443", new Answer.Bad("what answers does not speak TLS"));
    var remote =
        Map.of("DOKPLOY_SSH_ROUTE", "tls", "DOKPLOY_SSH_TLS_PORT", "4443", "DOKPLOY_SERVER", "far");
    assertThat(
            problem(
                remote,
                Optional.of(new Server("id1", "far", "10.0.0.9")),
                RouteCheckTest::notAsked))
        .isInstanceOf(Problem.TraefikUnreachable.class);
  }

  @Test
  void a_jump_host_that_lets_nobody_in_is_refused_in_the_words_of_ssh() {
    way.with("me@jump:2022", new Answer.Bad("me@jump: Permission denied (publickey)."));
    var options = Map.of("DOKPLOY_SSH_ROUTE", "jump", "DOKPLOY_SSH_JUMP", "me@jump:2022");
    assertThat(problem(options, DOKPLOYS_OWN, RouteCheckTest::notAsked))
        .isEqualTo(
            new Problem.JumpHostUnusable(
                "me@jump:2022",
                List.of("-l", "me", "-p", "2022", "jump"),
                "me@jump: Permission denied (publickey)."));
  }

  @ParameterizedTest
  @CsvSource({
    "port, d.test, It is not sure that a machine can be reached at d.test (DOKPLOY_SERVER_URL): no answer.",
    "tls, d.test:443, It is not sure that Traefik answers at port 443 of d.test (DOKPLOY_SERVER_URL): no answer.",
    "jump, jump, It is not sure that the jump host jump can be used: no answer."
  })
  void what_is_not_sure_is_a_warning_and_no_more(String route, String host, String warning) {
    way.with(host, UNSURE);
    assertThat(
            end(
                Map.of("DOKPLOY_SSH_ROUTE", route, "DOKPLOY_SSH_JUMP", "jump"),
                DOKPLOYS_OWN,
                RouteCheckTest::notAsked))
        .containsExactly(warning);
  }

  @Test
  void a_resolver_that_never_answers_is_given_up_and_proves_nothing() {
    var never = new CountDownLatch(1);
    Probe silent =
        new Probe() {
          @Override
          public Answer name(String host) {
            await(never);
            return BAD;
          }

          @Override
          public Answer tls(String host, int port, String serverName) {
            throw new AssertionError("another route");
          }

          @Override
          public Answer jump(JumpHost host) {
            throw new AssertionError("another route");
          }
        };
    var check = RouteCheck.begin(options(Map.of()), silent, Duration.ofMillis(1));
    assertThat(check.end(DOKPLOYS_OWN, RouteCheckTest::notAsked))
        .singleElement()
        .asString()
        .contains("no answer within");
    never.countDown();
  }

  private static Optional<String> notAsked() {
    throw new AssertionError("one call more");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> end(
      Map<String, String> more, Optional<Server> server, Supplier<Optional<String>> instance) {
    return RouteCheck.begin(options(more), way).end(server, instance);
  }

  private Problem problem(
      Map<String, String> more, Optional<Server> server, Supplier<Optional<String>> instance) {
    return ThrownProblem.of(() -> end(more, server, instance));
  }

  private static ProviderOptions options(Map<String, String> more) {
    var environment = SomeOptions.with(more);
    environment.put("DOKPLOY_SERVER_URL", "https://d.test");
    environment.put("DOKPLOY_SSH_TLS_BESIDE_APPS", "true");
    return ProviderOptions.from(environment);
  }
}
