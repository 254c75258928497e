package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.problem.DeploymentFault;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.recipe.MachineNetwork;
import dev.dokployprovider.provider.recipe.model.Subnets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a deployment that failed is tried again with. */
class DeployAttemptTest {
  private static final String DIGEST = "sha256:" + "b".repeat(64);
  private static final String BASE = "debian:bookworm@" + DIGEST;
  private static final Subnets RANGE = Subnets.parse("198.19.0.0/17");
  private static final OwnNetwork NETWORK =
      new OwnNetwork(RANGE, "seed", MachineNetwork.of(RANGE, "seed", 0), 0, Set.of());
  private static final DeployAttempt FIRST = DeployAttempt.first(Optional.of(BASE), NETWORK);

  @Test
  void a_port_that_another_program_has_is_left_to_Docker_with_nothing_else_changed() {
    assertThat(after(FIRST, portTaken()))
        .isEqualTo(new DeployAttempt(FIRST.base(), NETWORK, 2, false));
  }

  @Test
  void each_port_of_the_range_is_tried_twice_at_most() {
    var attempt = FIRST;
    for (int port = 1; port < 6; port++) {
      attempt = after(attempt, portTaken());
    }
    assertThat(attempt.after(portTaken())).isEmpty();
  }

  @Test
  void where_all_of_the_range_is_Dockers_there_is_no_other_attempt() {
    assertThat(FIRST.after(new Problem.PortsUsedUp("2222-2224", "port is already allocated")))
        .isEmpty();
  }

  @Test
  void addresses_that_another_network_has_are_changed_and_ports_are_counted_again() {
    var third = after(FIRST, portTaken());
    var next = after(third, failed(DeploymentFault.SUBNET_TAKEN));
    assertThat(next.network().current()).isNotEqualTo(NETWORK.current());
    assertThat(next.base()).isEqualTo(FIRST.base());
    assertThat(next.ports()).isEqualTo(1);
  }

  @Test
  void a_base_that_the_log_names_as_missing_is_taken_by_its_name() {
    var next = after(FIRST, failed(DeploymentFault.UNKNOWN, "not found: " + DIGEST));
    assertThat(next).isEqualTo(DeployAttempt.first(Optional.empty(), NETWORK));
  }

  @Test
  void a_base_that_is_named_already_by_its_name_only_is_not_tried_again() {
    var named = DeployAttempt.first(Optional.empty(), NETWORK);
    assertThat(named.after(failed(DeploymentFault.UNKNOWN, "not found: " + DIGEST))).isEmpty();
  }

  @Test
  void shared_volumes_that_were_removed_are_made_again_once() {
    var next = after(after(FIRST, portTaken()), failed(DeploymentFault.VOLUME_MISSING));
    assertThat(next).isEqualTo(new DeployAttempt(FIRST.base(), NETWORK, 2, true));
    assertThat(next.after(failed(DeploymentFault.VOLUME_MISSING))).isEmpty();
    assertThat(after(next, failed(DeploymentFault.SUBNET_TAKEN)).volumesMade()).isTrue();
  }

  @Test
  void any_other_failure_is_the_end() {
    assertThat(FIRST.after(failed(DeploymentFault.UNKNOWN, "exit code: 3"))).isEmpty();
    assertThat(FIRST.after(new Problem.MachineNotFound("web"))).isEmpty();
  }

  private static DeployAttempt after(DeployAttempt attempt, Problem failure) {
    return attempt.after(failure).orElseThrow().attempt();
  }

  private static Problem portTaken() {
    return new Problem.PortsUsedUp("2222-2224", "listen tcp4: bind: address already in use");
  }

  private static Problem failed(DeploymentFault fault, String... log) {
    return new Problem.DeploymentFailed("web", fault, List.of(log));
  }
}
