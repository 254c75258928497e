package dev.dokployprovider.provider.machine.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.provider.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of design.md: Docker's container decides, Dokploy's status tells what is under way. */
class StateTableTest {

  @Test
  void a_running_container_whose_sshd_is_silent_is_busy() {
    assertThat(condition(service(ServiceStatus.DONE, deployments("DONE")), containers("RUNNING")))
        .isEqualTo(new Condition.Silent());
    assertThat(new Condition.Silent().state()).isEqualTo(MachineState.BUSY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RUNNING", "EXITED", "-", "RESTARTING"})
  void a_machine_that_another_folder_has_taken_over_is_that_and_never_busy(String container) {
    var service = Optional.of(service(ServiceStatus.RUNNING, deployments("RUNNING")));
    var seen = new StateTable.Seen(service, containers(container), true);
    assertThat(StateTable.of(seen)).isEqualTo(new Condition.TakenOver());
    assertThat(StateTable.of(seen).state()).isEqualTo(MachineState.STOPPED);
  }

  @ParameterizedTest(name = "container {0}, newest deployment {1}: {2}")
  @CsvSource({
    "EXITED, DONE,  Its container is exited.",
    "DEAD,   DONE,  Its container is dead.",
    "-,      DONE,  Its container was removed; the next start recreates it.",
    "-,      ERROR, No deployment of it has succeeded; the next start deploys it.",
  })
  void a_stopped_machine_is_reported_with_what_became_of_its_container(
      String container, String deployment, String words) {
    var seen =
        condition(service(ServiceStatus.IDLE, deployments(deployment)), containers(container));
    assertThat(seen.words()).isEqualTo(words);
    assertThat(seen.problem("web")).isEqualTo(new Problem.MachineStopped("web", words));
  }

  @Test
  void of_a_container_that_docker_was_asked_about_the_exit_code_is_reported() {
    var details =
        new ContainerDetails(
            ContainerState.EXITED, 1, "no space", Map.of(), Map.of(), Map.of(), List.of());
    assertThat(new Condition.Ended(ContainerState.EXITED, Optional.of(details)).words())
        .isEqualTo("Its container is exited, exit code 1. no space");
  }

  @Test
  void of_a_paused_container_there_is_no_exit_code_to_tell() {
    var details =
        new ContainerDetails(ContainerState.PAUSED, 0, "", Map.of(), Map.of(), Map.of(), List.of());
    assertThat(new Condition.Ended(ContainerState.PAUSED, Optional.of(details)).words())
        .isEqualTo("Its container is paused.");
  }

  @Test
  void what_is_under_way_is_no_stopped_machine_for_any_verb() {
    assertThat(new Condition.BeingDeployed().problem("web"))
        .isInstanceOf(Problem.MachineBusy.class);
    assertThat(new Condition.Changing(ContainerState.RESTARTING).problem("web"))
        .isEqualTo(new Problem.MachineBusy("web", "Its container is restarting."));
    assertThat(new Condition.NotThere().problem("web"))
        .isEqualTo(new Problem.MachineNotFound("web"));
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
    // A failed start leaves its container "created" forever.
    "CREATED,    ERROR,   ERROR,     STOPPED",
  })
  void without_a_running_container(
      String container, ServiceStatus status, String deployment, MachineState expected) {
    assertThat(condition(service(status, deployments(deployment)), containers(container)).state())
        .isEqualTo(expected);
  }

  @Test
  void a_service_with_a_compose_file_and_no_deployment_waits_for_one_or_was_never_asked_to_run() {
    var perhaps = new Condition.PerhapsDeployed(new Condition.NeverDeployed());
    assertThat(condition(service(ServiceStatus.IDLE, List.of()), List.of())).isEqualTo(perhaps);
    assertThat(perhaps.problem("web")).isInstanceOf(Problem.MachineBusy.class);
  }

  @Test
  void a_service_that_says_running_without_a_row_that_does_may_have_been_forgotten() {
    assertThat(
            condition(
                service(ServiceStatus.RUNNING, deployments("CANCELLED")), containers("EXITED")))
        .isEqualTo(
            new Condition.PerhapsDeployed(
                new Condition.Ended(ContainerState.EXITED, Optional.empty())));
  }

  @Test
  void a_service_without_a_compose_file_was_never_asked_to_run() {
    var halfMade =
        new Service("id", "name", "app", "d", ServiceStatus.IDLE, "", Optional.empty(), List.of());
    assertThat(condition(halfMade, List.of()).state()).isEqualTo(MachineState.STOPPED);
  }

  @ParameterizedTest
  @EnumSource(
      value = ContainerState.class,
      names = {"RUNNING"},
      mode = EnumSource.Mode.EXCLUDE)
  void a_service_that_is_gone_is_not_found_whatever_docker_still_has(ContainerState state) {
    var seen = new StateTable.Seen(Optional.empty(), containers(state.name()), false);
    assertThat(StateTable.of(seen)).isEqualTo(new Condition.NotThere());
    assertThat(new Condition.NotThere().state()).isEqualTo(MachineState.NOT_FOUND);
  }

  @Test
  void while_a_container_is_replaced_the_running_one_counts() {
    var old = new Container("0a0b0c0d0e0f", "x_devpod-1", ContainerState.EXITED);
    var fresh = new Container("1a1b1c1d1e1f", "devpod-1", ContainerState.RUNNING);
    assertThat(StateTable.runningOf(List.of(old, fresh))).contains(fresh);
  }

  private static Condition condition(Service service, List<Container> containers) {
    return StateTable.of(new StateTable.Seen(Optional.of(service), containers, false));
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
