package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.problem.DeploymentFault;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.recipe.MachineNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnNetworkTest {
  @TempDir Path folder;

  @Test
  void a_machine_keeps_the_network_that_its_compose_file_names() {
    assertThat(of("x-devpod-machine: {network: 198.19.0.8/29}").current())
        .isEqualTo(new MachineNetwork("198.19.0.8/29"));
  }

  @Test
  void a_network_outside_of_the_range_that_is_asked_for_is_not_kept() {
    assertThat(of("x-devpod-machine: {network: 10.0.0.8/29}").current().subnet())
        .startsWith("198.19.");
  }

  @Test
  void the_next_one_is_none_of_those_that_were_tried() {
    var seen = Stream.iterate(of(""), OwnNetwork::next).limit(20).map(OwnNetwork::current).toList();
    assertThat(seen).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(DeploymentFault.class)
  void only_its_own_addresses_and_its_own_network_can_be_in_the_way(DeploymentFault fault) {
    assertThat(of("").isInTheWay(failed(fault)))
        .isEqualTo(fault == DeploymentFault.SUBNET_TAKEN || fault == DeploymentFault.NETWORK_GONE);
  }

  @Test
  void eight_are_tried() {
    var tried =
        Stream.iterate(of(""), OwnNetwork::next)
            .takeWhile(one -> one.isInTheWay(failed(DeploymentFault.SUBNET_TAKEN)))
            .toList();
    // After the eighth, none follows.
    assertThat(tried).hasSize(7);
  }

  private static Problem failed(DeploymentFault fault) {
    return new Problem.DeploymentFailed("web", fault, List.of());
  }

  private OwnNetwork of(String composeFile) {
    var service =
        new Service(
            "C1",
            "web",
            "devpod-web",
            "",
            ServiceStatus.IDLE,
            composeFile,
            Optional.empty(),
            List.of());
    return OwnNetwork.of(new FakeDokploy().context(folder, new StoppedTime()), service);
  }
}
