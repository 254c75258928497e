package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.problem.DeploymentFault;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.MachineNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnNetworkTest {
  @TempDir Path folder;

  private final List<MachineNetwork> seen = new ArrayList<>();

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
  void while_other_networks_are_in_the_way_the_next_ones_are_tried() {
    var network = of("");
    Supplier<String> taken =
        () -> {
          seen.add(network.current());
          throw new ProblemException(failed(DeploymentFault.SUBNET_TAKEN));
        };
    Supplier<String> second =
        () -> {
          seen.add(network.current());
          return "deployed";
        };
    assertThat(network.past(taken, second)).isEqualTo("deployed");
    assertThat(seen).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void where_all_are_taken_it_ends_with_that() {
    var network = of("");
    Supplier<String> taken =
        () -> {
          seen.add(network.current());
          throw new ProblemException(failed(DeploymentFault.SUBNET_TAKEN));
        };
    assertThatThrownBy(() -> network.past(taken, taken)).isInstanceOf(ProblemException.class);
    assertThat(seen).hasSize(8).doesNotHaveDuplicates();
  }

  @Test
  void another_failure_is_not_tried_again() {
    var network = of("");
    Supplier<String> failing =
        () -> {
          seen.add(network.current());
          throw new ProblemException(failed(DeploymentFault.NETWORKS_USED_UP));
        };
    assertThatThrownBy(() -> network.past(failing, failing)).isInstanceOf(ProblemException.class);
    assertThat(seen).hasSize(1);
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
    return new OwnNetwork(new FakeDokploy().context(folder, new StoppedTime()), service);
  }
}
