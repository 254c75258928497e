package dev.dokployprovider.provider.machine.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of design.md: Docker's container decides, Dokploy's status tells what is under way. */
class StateTableTest {

  @Test
  void a_running_container_whose_sshd_answers_is_running() {
    assertThat(StateTable.running(StateTable.Ssh.ANSWERS)).isEqualTo(MachineState.RUNNING);
  }

  @Test
  void a_running_container_whose_sshd_is_silent_is_busy() {
    assertThat(StateTable.running(StateTable.Ssh.SILENT)).isEqualTo(MachineState.BUSY);
  }

  @ParameterizedTest(name = "container {0}, last action {1}, newest deployment {2}: {3}")
  @CsvSource({
    // A container that ended, whatever Dokploy's last action was.
    "EXITED,     DONE,    DONE,      STOPPED",
    "EXITED,     IDLE,    DONE,      STOPPED",
    "EXITED,     ERROR,   ERROR,     STOPPED",
    "DEAD,       DONE,    DONE,      STOPPED",
    "PAUSED,     DONE,    DONE,      STOPPED",
    // None, while the service exists: stopped, and cleaned up by Dokploy's nightly cleanup.
    "-,          IDLE,    DONE,      STOPPED",
    "-,          DONE,    DONE,      STOPPED",
    "-,          ERROR,   ERROR,     STOPPED",
    "-,          IDLE,    CANCELLED, STOPPED",
    // Under way.
    "-,          RUNNING, RUNNING,   BUSY",
    "EXITED,     RUNNING, RUNNING,   BUSY",
    "-,          IDLE,    RUNNING,   BUSY",
    "-,          RUNNING, CANCELLED, BUSY",
    "-,          IDLE,    -,         BUSY",
    "CREATED,    DONE,    DONE,      BUSY",
    "RESTARTING, DONE,    DONE,      BUSY",
    "REMOVING,   IDLE,    DONE,      BUSY",
    // A failed start leaves its container "created" for ever.
    "CREATED,    ERROR,   ERROR,     STOPPED",
  })
  void without_a_running_container(
      String container, ServiceStatus status, String deployment, MachineState expected) {
    assertThat(
            StateTable.notRunning(
                Optional.of(service(status, deployments(deployment))), containers(container)))
        .isEqualTo(expected);
  }

  @Test
  void a_service_without_a_compose_file_was_never_asked_to_run() {
    var halfMade =
        new Service("id", "name", "app", "d", ServiceStatus.IDLE, "", Optional.empty(), List.of());
    assertThat(StateTable.notRunning(Optional.of(halfMade), List.of()))
        .isEqualTo(MachineState.STOPPED);
  }

  @ParameterizedTest
  @EnumSource(
      value = ContainerState.class,
      names = {"RUNNING"},
      mode = EnumSource.Mode.EXCLUDE)
  void a_service_that_is_gone_is_not_found_whatever_docker_still_has(ContainerState state) {
    assertThat(StateTable.notRunning(Optional.empty(), containers(state.name())))
        .isEqualTo(MachineState.NOT_FOUND);
  }

  @Test
  void while_a_container_is_replaced_the_running_one_counts() {
    var old = new Container("0a0b0c0d0e0f", "x_devpod-1", ContainerState.EXITED);
    var fresh = new Container("1a1b1c1d1e1f", "devpod-1", ContainerState.RUNNING);
    assertThat(StateTable.runningOf(List.of(old, fresh))).contains(fresh);
  }

  private static Service service(ServiceStatus status, List<Deployment> deployments) {
    return new Service(
        "id", "name", "app", "description", status, "services: {}", Optional.empty(), deployments);
  }

  private static List<Deployment> deployments(String status) {
    return status.equals("-")
        ? List.of()
        : List.of(
            new Deployment(
                "d", "title", Deployment.Status.valueOf(status), "", Optional.empty(), ""));
  }

  private static List<Container> containers(String state) {
    return state.equals("-")
        ? List.of()
        : List.of(new Container("0a0b0c0d0e0f", "app-machine-1", ContainerState.valueOf(state)));
  }
}
