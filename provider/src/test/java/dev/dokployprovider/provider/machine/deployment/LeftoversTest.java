package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  private static final Container CONTAINER =
      new Container("0123456789ab", "devpod-web-a1b2c3-machine-1", ContainerState.RUNNING);

  @TempDir Path folder;

  private final List<String> removed = new ArrayList<>();
  private final FakeDokploy dokploy =
      new FakeDokploy()
          .on(
              Call.CONTAINER,
              () ->
                  Optional.of(
                      details(
                          "devpod-web-a1b2c3_root",
                          "devpod-web-a1b2c3_mine",
                          "devpod-cache-0123_npm",
                          "devpod-web-x_root")))
          .onCall(
              Call.REMOVE_CONTAINER, arguments -> removed.add(String.valueOf(arguments.getFirst())))
          .onCall(
              Call.REMOVE_VOLUME, arguments -> removed.add(String.valueOf(arguments.getFirst())));

  @Test
  void the_volumes_go_that_the_container_has_and_not_those_that_machines_share() {
    assertThat(remove(Map.of())).isTrue();
    assertThat(removed)
        .containsExactly("0123456789ab", "devpod-web-a1b2c3_root", "devpod-web-a1b2c3_mine");
  }

  @Test
  void the_options_of_today_have_no_part_in_it() {
    assertThat(remove(Map.of("DOKPLOY_MACHINE_VOLUMES", "not valid"))).isTrue();
    assertThat(removed).contains("devpod-web-a1b2c3_mine");
  }

  @Test
  void where_docker_may_not_be_read_the_volumes_stay() {
    dokploy.on(
        Call.CONTAINER,
        () -> {
          throw new DokployException(new Failure.NotAllowed("docker.getConfig", "no"));
        });
    assertThat(remove(Map.of())).isTrue();
    assertThat(removed).containsExactly("0123456789ab");
  }

  private boolean remove(Map<String, String> options) {
    var record =
        new MachineRecord(
            "c1", "devpod-web-a1b2c3", Optional.empty(), "ff", new DeployedRoute.Port());
    return new Leftovers(dokploy.context(folder, new StoppedTime(), options), record)
        .removeContainers(List.of(CONTAINER));
  }

  private static ContainerDetails details(String... volumes) {
    return new ContainerDetails(
        CONTAINER.state(), 0, "", Map.of(), Map.of(), Map.of(), List.of(volumes));
  }
}
