package dev.dokployprovider.provider.machine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerDetails.Health;
import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.ssh.Address;
import dev.dokployprovider.provider.ssh.OpenResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One try to reach a machine, as three checks: each failure is told by one of them. */
class ReachChecksTest {
  private static final Address ADDRESS = new Address("d.example.com", 2223);

  static Stream<Arguments> tries() {
    return Stream.of(
        Arguments.of(new OpenResult.Opened(), "none"),
        Arguments.of(new OpenResult.UnknownHost("x"), "port"),
        Arguments.of(new OpenResult.Refused("x"), "port"),
        Arguments.of(new OpenResult.Unreachable("x"), "port"),
        Arguments.of(new OpenResult.TimedOut("x"), "port"),
        Arguments.of(new OpenResult.NoTls("x"), "port"),
        Arguments.of(new OpenResult.JumpFailed("x"), "port"),
        Arguments.of(new OpenResult.Closed("x"), "host-key"),
        Arguments.of(new OpenResult.NotSsh("x"), "host-key"),
        Arguments.of(new OpenResult.OtherHostKey("x"), "host-key"),
        Arguments.of(new OpenResult.Failed("x"), "host-key"),
        Arguments.of(new OpenResult.KeyRefused("x"), "ssh"));
  }

  @ParameterizedTest
  @MethodSource("tries")
  void the_first_step_that_failed_is_reported_with_what_to_do(OpenResult reached, String failed) {
    var steps =
        List.of(
            Map.entry("port", port(reached, new DeployedRoute.Port(), 2223)),
            Map.entry("host-key", ReachChecks.hostKey("web", ADDRESS, true, reached)),
            Map.entry("ssh", ReachChecks.ssh("web", false, reached, Path.of("/x"))));
    var first =
        steps.stream().filter(step -> step.getValue().verdict() == Verdict.FAILED).findFirst();
    assertThat(first.map(Map.Entry::getKey).orElse("none")).isEqualTo(failed);
    first.ifPresent(step ->
        assertThat(step.getValue().message().fix()).isNotEmpty().allMatch(line -> !line.isBlank()));
  }

  @Test
  void a_machine_that_has_moved_is_told_so() {
    var moved = port(new OpenResult.Refused("x"), new DeployedRoute.Port(), 2230);
    assertThat(moved.message().what()).isEqualTo("d.example.com:2223: the connection is refused.");
    assertThat(moved.message().fix().getFirst()).contains("has moved to port 2230");
    assertThat(port(new OpenResult.Refused("x"), new DeployedRoute.Port(), 2223).message().fix())
        .first()
        .asString()
        .contains("port 2223", "firewall");
  }

  @Test
  void each_route_has_its_own_fix() {
    var silent = new OpenResult.TimedOut("x");
    assertThat(port(silent, new DeployedRoute.Tls("web.x"), 2230).message().fix().getFirst())
        .contains("Traefik");
    assertThat(port(silent, new DeployedRoute.Jump(), 2230).message().fix().getFirst())
        .contains("DOKPLOY_SSH_JUMP");
  }

  @Test
  void a_machine_whose_key_this_computer_does_not_have_is_told_so() {
    assertThat(ReachChecks.hostKey("web", ADDRESS, false, new OpenResult.Opened()).verdict())
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void a_live_connection_is_reported_beside_what_a_new_one_met() {
    assertThat(ReachChecks.ssh("web", true, new OpenResult.Opened(), Path.of("/x")))
        .isEqualTo(Finding.ok("answers; a live connection is open"));
    assertThat(
            ReachChecks.ssh("web", true, new OpenResult.KeyRefused("x"), Path.of("/x"))
                .message()
                .why())
        .containsExactly(
            "the machine does not take our key", "The live connection that is open still works.");
  }

  @Test
  void the_health_that_docker_tells_is_reported() {
    assertThat(health(Optional.empty()).verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(MachineChecks.health(Optional.empty()).verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(health(Optional.of(new Health("healthy", "")))).isEqualTo(Finding.ok("healthy"));
    assertThat(health(Optional.of(new Health("starting", ""))).verdict())
        .isEqualTo(Verdict.WARNING);
    var ill = health(Optional.of(new Health("unhealthy", "curl: (7) refused")));
    assertThat(ill.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(ill.message().what()).isEqualTo("Docker calls the container unhealthy.");
    assertThat(ill.message().why()).containsExactly("The check printed: curl: (7) refused");
  }

  private static Finding port(OpenResult reached, DeployedRoute route, int published) {
    return ReachChecks.port(
        "web", ADDRESS, route, List.of(new Published("0.0.0.0", published)), reached);
  }

  private static Finding health(Optional<Health> health) {
    return MachineChecks.health(
        Optional.of(
            new ContainerDetails(
                ContainerState.RUNNING, 0, "", Map.of(), Map.of(), Map.of(), List.of(), health)));
  }
}
