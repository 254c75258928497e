package dev.dokployprovider.provider.machine.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.recipe.Notes;
import dev.dokployprovider.provider.recipe.model.DockerMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeployedMachineTest {
  @Test
  void a_machine_without_docker_is_said_to_be_for_ssh_only() {
    assertThat(docker(DockerMode.NONE))
        .isEqualTo(
            List.of(
                "none: an ordinary container, without Docker and without privileges: for SSH only,"
                    + " as a workspace of DevPod's needs Docker"));
    assertThat(docker(DockerMode.PRIVILEGED))
        .isEqualTo(List.of("privileged: root on this machine can become root on its server"));
  }

  private static List<String> docker(DockerMode mode) {
    var options = new LinkedHashMap<>(Map.of("DOKPLOY_MACHINE_DOCKER", mode.word()));
    return new DeployedMachine(new Notes(Optional.empty(), Optional.empty(), options)).docker();
  }
}
