package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.problem.DeploymentFault;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a failed start means. */
class FailedStartTest {
  private static final String TAKEN = "failed to bind host port: address already in use";

  @TempDir Path folder;

  private final FakeDokploy dokploy =
      new FakeDokploy()
          .on(
              Call.CONTAINERS,
              () ->
                  List.of(new Container("0123456789ab", "web-machine-1", ContainerState.CREATED)));

  @Test
  void a_taken_port_is_read_from_the_container_where_a_remote_server_says_nothing() {
    dokploy.on(Call.CONTAINER, () -> Optional.of(details(TAKEN)));
    var reason = reason("Remote command failed with exit code 1", far());
    assertThat(reason)
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem ->
                assertThat(problem.problem())
                    .isEqualTo(new Problem.PortsUsedUp("2222-2250", TAKEN)));
  }

  /** Of Docker's own words, in the terms of a failed deployment. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Error response from daemon: error gathering device information while adding custom device"
            + " \"/dev/net/tun\": no such file or directory | DEVICE_MISSING",
        "Error response from daemon: unknown or invalid runtime name: sysbox-runc | RUNTIME_MISSING",
        "Error response from daemon: could not select device driver \"nvidia\" with capabilities:"
            + " [[gpu]] | GPU_MISSING",
        "Error response from daemon: error evaluating symlinks from mount source"
            + " \"/var/lib/docker/volumes/web_home/_data\": no such file or directory"
            + " | VOLUME_DAMAGED",
        "Error response from daemon: write /x: no space left on device | DISK_FULL",
        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. | DOCKER_DOWN",
        "Error response from daemon: OCI runtime create failed: container_linux.go | START_REFUSED",
        "Error response from daemon: words of a later release | START_REFUSED",
      })
  void what_docker_says_is_reported_in_the_words_of_a_failed_deployment(
      String said, DeploymentFault fault) {
    assertThat(reason(said, Optional.empty()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem ->
                assertThat(problem.problem())
                    .isEqualTo(new Problem.StartFailed("web", fault, List.of(said))));
  }

  @Test
  void words_of_dockers_on_a_remote_server_are_its_own_whatever_they_are() {
    dokploy.on(Call.CONTAINER, () -> Optional.of(details("words of a later release")));
    assertThat(reason("Remote command failed with exit code 1", far()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem ->
                assertThat(problem.problem())
                    .isEqualTo(
                        new Problem.StartFailed(
                            "web",
                            DeploymentFault.START_REFUSED,
                            List.of("words of a later release"))));
  }

  @Test
  void another_failure_there_stays_what_it_is() {
    dokploy.on(Call.CONTAINER, () -> Optional.of(details("")));
    assertThat(reason("Remote command failed with exit code 1", far()))
        .isInstanceOf(DokployException.class);
  }

  @Test
  void on_dokploys_own_server_the_failure_itself_says_it() {
    assertThat(reason(TAKEN, Optional.empty())).isInstanceOf(ProblemException.class);
    assertThat(reason("no such image", Optional.empty())).isInstanceOf(DokployException.class);
    assertThat(dokploy.asked()).isEmpty();
  }

  /** As after {@code docker network prune}; another network may have its addresses by then. */
  @Test
  void a_network_that_was_removed_is_distinguished_from_other_failures() {
    for (String said :
        List.of(
            "Error response from daemon: network "
                + "73288644a1506d9ada0769a86d6656703f479d720e1ce0ce37ef22acfd62d980 not found",
            "failed to create network web_subnet-198-19-0-8: Error response from daemon: Pool"
                + " overlaps with other one on this address space")) {
      assertThat(reason(said, Optional.empty()))
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem ->
                  assertThat(problem.problem())
                      .satisfies(told -> {
                        var failed = (Problem.DeploymentFailed) told;
                        assertThat(failed.fault()).isEqualTo(DeploymentFault.NETWORK_GONE);
                        assertThat(failed.log()).containsExactly(said);
                      }));
    }
  }

  private RuntimeException reason(String said, Optional<Server> server) {
    var service =
        new Service("C1", "web", "devpod-web", "", ServiceStatus.IDLE, "", server, List.of());
    var failure = new Failure.ServerError("compose.start", 500, said, said);
    return new FailedStart(dokploy.context(folder, new StoppedTime()))
        .reason(new DokployException(failure), MachineRecord.of(service, "hash"));
  }

  private static Optional<Server> far() {
    return Optional.of(new Server("S1", "far", "198.51.100.7"));
  }

  private static ContainerDetails details(String error) {
    return new ContainerDetails(
        ContainerState.CREATED, 128, error, Map.of(), Map.of(), Map.of(), List.of());
  }
}
