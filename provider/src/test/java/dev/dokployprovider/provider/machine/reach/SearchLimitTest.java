package dev.dokployprovider.provider.machine.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSsh;
import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.options.MachineId;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.Problem.Attempt;
import dev.dokployprovider.provider.problem.ThrownProblem;
import dev.dokployprovider.provider.ssh.OpenResult;
import dev.dokployprovider.provider.ssh.OpenSsh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The words about a machine that can't be reached come before its limit is over, whatever is
 * silent. Time is what ssh and Dokploy were given; nothing is waited for.
 */
class SearchLimitTest {
  /** What is left after the launcher's own try, on the longest way. */
  private static final Duration LIMIT = Duration.ofSeconds(11);

  private static final Duration ONE_CALL = Duration.ofSeconds(6);

  private final Path folder;
  private final Clock clock = new Clock();
  private final Map<String, String> options = new HashMap<>();
  private final Wait limit;

  SearchLimitTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    limit = Wait.atMost(LIMIT, clock);
    options.put("DOKPLOY_SERVER_URL", "http://10.0.0.5:3000");
    options.put("DOKPLOY_API_TOKEN", "abc");
    program("ssh-keygen", "exit 1");
  }

  /** What an ssh says that has waited as long as it may. */
  private void silentSsh() throws IOException {
    ssh("", "Connection timed out during banner exchange", "");
  }

  /**
   * An ssh whose every try takes a number of seconds, or all that it may, and that says what was
   * wrong once it is asked over a connection that is not kept.
   */
  private void ssh(String seconds, String said, String explained) throws IOException {
    program(
        "ssh",
        """
        for a; do
          case $a in
            check) exit 255 ;;
            ControlPath=none) kept=no ;;
            ConnectTimeout=*) may=${a#*=} ;;
          esac
        done
        takes=%s
        if [ "${takes:=$may}" -gt "$may" ]; then
          echo "$may" >>'%s'
          echo 'Connection timed out: killed' >&2
        else
          echo "$takes" >>'%2$s'
          if [ "$kept" = no ]; then echo '%4$s' >&2; else echo '%3$s' >&2; fi
        fi
        exit 255
        """
            .formatted(seconds, folder.resolve("seconds"), said, explained));
  }

  private void program(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void a_port_whose_packets_are_dropped_is_told_in_time_with_both_addresses() throws IOException {
    silentSsh();
    assertThat(problem(new DeployedRoute.Port()))
        .isEqualTo(
            unreachable(
                new DeployedRoute.Port(),
                List.of(
                    new Attempt("10.0.0.5:2222", "no answer in time"),
                    new Attempt("198.51.100.1:2222", "no answer in time")),
                "Docker says: container web is running.",
                "Dokploy says that its server's own address is 198.51.100.1."));
    assertThat(clock.passed()).isBetween(Duration.ofSeconds(9), LIMIT);
  }

  @Test
  void a_Traefik_that_is_silent_is_told_in_time() throws IOException {
    silentSsh();
    var problem = problem(new DeployedRoute.Tls("web.devpod.internal"));
    assertThat(problem)
        .isInstanceOfSatisfying(
            Problem.MachineUnreachable.class,
            told ->
                assertThat(told.attempts())
                    .startsWith(new Attempt("10.0.0.5:443", "no answer in time")));
    assertThat(clock.passed()).isLessThanOrEqualTo(LIMIT);
  }

  @Test
  void a_jump_host_that_is_silent_is_asked_and_told_in_time() throws IOException {
    options.put("DOKPLOY_SSH_ROUTE", "jump");
    options.put("DOKPLOY_SSH_JUMP", "me@jump.example.com");
    ssh(
        "5",
        "kex_exchange_identification: Connection closed by remote host",
        "ssh: connect to host jump.example.com port 22: Connection timed out");
    var problem = problem(new DeployedRoute.Jump());
    assertThat(problem)
        .isInstanceOfSatisfying(
            Problem.MachineUnreachable.class,
            told ->
                assertThat(told.attempts())
                    .containsExactly(
                        new Attempt(
                            "172.18.0.2:22",
                            "the jump host does not lead there: ssh: connect to host"
                                + " jump.example.com port 22: Connection timed out")));
    assertThat(clock.passed()).isLessThanOrEqualTo(LIMIT);
  }

  @Test
  void a_Dokploy_that_is_silent_too_is_told_in_time() throws IOException {
    silentSsh();
    var told =
        catchThrowableOfType(
            DokployException.class, () -> reaching(new DeployedRoute.Port(), slow()).reach());
    assertThat(told.failure()).isInstanceOf(Failure.Unreachable.class);
    assertThat(clock.passed()).isBetween(Duration.ofSeconds(9), LIMIT);
  }

  @Test
  void a_machine_that_comes_up_late_is_still_looked_for_near_the_end() throws IOException {
    ssh("0", "ssh: connect to host 10.0.0.5 port 2222: Connection refused", "");
    assertThat(problem(new DeployedRoute.Port())).isInstanceOf(Problem.MachineUnreachable.class);
    assertThat(clock.passed()).isBetween(LIMIT.minusSeconds(2), LIMIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://1.2.3.4", "1.2.3.4/24"})
  void what_is_no_address_in_Dokploy_is_reported_and_ends_no_search(String none)
      throws IOException {
    silentSsh();
    assertThat(problem(new DeployedRoute.Port(), answering(none)))
        .isEqualTo(
            unreachable(
                new DeployedRoute.Port(),
                List.of(new Attempt("10.0.0.5:2222", "no answer in time")),
                "Docker says: container web is running.",
                "What Dokploy has as its server's address is none: \"" + none + "\"."));
  }

  private Problem problem(DeployedRoute route) {
    return problem(route, answering("198.51.100.1"));
  }

  private Problem problem(DeployedRoute route, Dokploy dokploy) {
    return ThrownProblem.of(() -> reaching(route, dokploy).reach());
  }

  private static Problem unreachable(DeployedRoute route, List<Attempt> attempts, String... facts) {
    var silent = new OpenResult.TimedOut("");
    return new Problem.MachineUnreachable(
        "web",
        attempts,
        List.of(facts),
        Hints.of(route, List.of(silent)),
        route instanceof DeployedRoute.Jump
            ? Optional.of("-l me jump.example.com")
            : Optional.empty());
  }

  private Reaching reaching(DeployedRoute route, Dokploy dokploy) {
    var environment = Map.of("PATH", folder.toString(), "HOME", folder.toString());
    var machine = new MachineFolder(folder.resolve("machine"));
    var ssh =
        new MachineSsh(
            OpenSsh.find(environment).orElseThrow(),
            machine,
            () -> "root",
            List.of("/dialer"),
            Duration.ZERO,
            environment);
    var context =
        new MachineContext(
            new MachineId("web"),
            machine,
            ProviderOptions.from(options),
            dokploy,
            ssh,
            folder,
            event -> {},
            clock);
    return new Reaching(
        context,
        new MachineRecord("id", "devpod-web-1", Optional.empty(), "recipe", route),
        limit,
        Purpose.USE);
  }

  /** A Dokploy that says at once that the machine runs. */
  private static Dokploy answering(String ownAddress) {
    var container = new Container("c", "web", ContainerState.RUNNING);
    var details =
        new ContainerDetails(
            ContainerState.RUNNING,
            0,
            "",
            Map.of("22/tcp", List.of(new Published("0.0.0.0", 2222))),
            Map.of("devpod-web-1_default", "172.18.0.2"),
            Map.of(),
            List.of());
    return new FakeDokploy()
        .on(Call.CONTAINERS, () -> List.of(container))
        .on(Call.CONTAINER, () -> Optional.of(details))
        .on(Call.INSTANCE_ADDRESS, () -> Optional.of(ownAddress));
  }

  /** One that keeps silent for as long as it is asked. */
  private Dokploy slow() {
    return new FakeDokploy()
        .othersThrow(call -> {
          var left = limit.left();
          clock.pass(left.compareTo(ONE_CALL) < 0 ? left : ONE_CALL);
          return new DokployException(
              new Failure.Unreachable(call.name(), Failure.Reason.TIMED_OUT, "no whole answer"));
        });
  }

  /** What was paused, and what the ssh of this test has noted. */
  private final class Clock implements Time {
    private Duration paused = Duration.ZERO;

    Duration passed() {
      return paused.plusSeconds(noted());
    }

    private long noted() {
      Path noted = folder.resolve("seconds");
      try {
        return Files.exists(noted)
            ? Files.readAllLines(noted).stream().mapToLong(Long::parseLong).sum()
            : 0;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Instant now() {
      return Instant.EPOCH.plus(passed());
    }

    @Override
    public long nanos() {
      return passed().toNanos();
    }

    @Override
    public void pass(Duration duration) {
      paused = paused.plus(duration);
    }
  }
}
