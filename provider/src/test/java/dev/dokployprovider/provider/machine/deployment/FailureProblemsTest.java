package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Failure.Reason;
import dev.dokployprovider.provider.problem.ExitCode;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.Wording;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailureProblemsTest {
  private static final URI SERVER = URI.create("https://d.example.com");

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new Failure.NotDokploy("c", 200, "<html>"), ExitCode.SERVER, "not Dokploy"),
        Arguments.of(
            new Failure.Intermediary(
                "c", 403, Failure.Intermediary.Kind.BLOCKED, "", "no", Optional.empty()),
            ExitCode.SERVER,
            "in front of Dokploy"),
        Arguments.of(new Failure.Redirected("c", 302, "/login"), ExitCode.SERVER, "/login"),
        Arguments.of(new Failure.BadToken("c"), ExitCode.ACCESS, "API token"),
        Arguments.of(new Failure.NotAllowed("c", "no"), ExitCode.ACCESS, "may not do this (c)"),
        Arguments.of(new Failure.NotFound("c", "Compose not found"), ExitCode.SERVER, "(c)"),
        Arguments.of(new Failure.Unsupported("c"), ExitCode.SERVER, "call c"),
        Arguments.of(
            new Failure.Rejected("c", 400, "bad", List.of("name: Required")),
            ExitCode.SERVER,
            "(c, HTTP 400)"),
        Arguments.of(new Failure.ServerError("c", 500, "boom", "all"), ExitCode.SERVER, "(c)"),
        Arguments.of(
            new Failure.Overloaded("c", 429, Optional.of("5")), ExitCode.SERVER, "HTTP 429"),
        Arguments.of(new Failure.TooLarge("c", 5), ExitCode.SERVER, "too large (c)"),
        Arguments.of(new Failure.Unreadable("c", "cut"), ExitCode.SERVER, "makes no sense (c)"),
        Arguments.of(
            new Failure.Unreachable("c", Reason.REFUSED, "x"), ExitCode.SERVER, "reached"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void every_failure_is_a_problem_with_its_exit_code(Failure failure, int exitCode, String what) {
    var problem = FailureProblems.of(failure, SERVER);
    assertThat(ExitCode.of(problem)).isEqualTo(exitCode);
    assertThat(Wording.of(problem).what()).contains(what);
  }

  @Test
  void no_kind_of_failure_is_forgotten_here() {
    assertThat(
            failures()
                .map(arguments ->
                    Objects.requireNonNull(arguments.get()[0]).getClass().getSimpleName()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Failure.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList());
  }

  @ParameterizedTest
  @EnumSource(value = Reason.class, mode = EnumSource.Mode.EXCLUDE, names = "INTERRUPTED")
  void every_reason_for_silence_says_what_to_check(Reason reason) {
    var problem = FailureProblems.of(new Failure.Unreachable("c", reason, "detail"), SERVER);
    assertThat(problem)
        .isInstanceOfSatisfying(
            Problem.ServerUnreachable.class,
            unreachable -> {
              assertThat(unreachable.why()).isNotBlank();
              assertThat(unreachable.fix()).isNotBlank();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "http://d.test:8443, NEEDS_HTTPS, https://d.test:8443",
    "http://d.test/sub, NEEDS_HTTPS, https://d.test:80/sub",
    "https://d.test:3000, NEEDS_HTTP, http://d.test:3000",
    "https://[fd00::5], NEEDS_HTTP, http://[fd00::5]:443"
  })
  void a_wrong_scheme_is_reported_with_the_address_to_set(
      String server, Reason reason, String other) {
    var failure = new Failure.Unreachable("c", reason, "detail");
    assertThat(Wording.of(FailureProblems.of(failure, URI.create(server))).fix())
        .containsExactly("devpod provider set-options dokploy -o DOKPLOY_SERVER_URL=" + other);
  }

  @Test
  void an_interrupted_call_says_nothing_against_the_server() {
    assertThat(
            FailureProblems.of(new Failure.Unreachable("c", Reason.INTERRUPTED, "detail"), SERVER))
        .isEqualTo(new Problem.Interrupted());
  }
}
