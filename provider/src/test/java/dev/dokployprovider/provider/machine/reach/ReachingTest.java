package dev.dokployprovider.provider.machine.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.testing.ScriptedSsh;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.ssh.OpenResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine that was just deployed is asked for, and when; the clock is the test's. */
class ReachingTest {
  private static final String NAME = "devpod-web-abc-machine-1";
  private static final String LISTED = "0a0b0c0d0e0f";

  private static final Service SERVICE =
      new Service(
          "C1", "web", "devpod-web-abc", "", ServiceStatus.DONE, "", Optional.empty(), List.of());

  @TempDir Path folder;

  private final StoppedTime time = new StoppedTime();
  private final FakeDokploy dokploy = new FakeDokploy();
  private final Map<String, Optional<ContainerDetails>> containers = new HashMap<>();
  private final List<String> inspected = new ArrayList<>();
  private final List<Long> tried = new ArrayList<>();
  private final Map<String, String> options = new HashMap<>();
  private boolean mayInspect = true;
  private Duration listensAt = Duration.ZERO;
  private OpenResult otherwise = new OpenResult.Refused("Connection refused");

  @Test
  void the_container_that_was_started_is_asked_for_by_its_name_and_nothing_else_is() {
    containers.put(NAME, details(ContainerState.RUNNING));
    reach();
    assertThat(dokploy.asked()).containsExactly(Call.CONTAINER);
    assertThat(inspected).containsExactly(NAME);
  }

  @Test
  void where_it_does_not_run_the_list_is_asked() {
    containers.put(NAME, details(ContainerState.CREATED));
    listedRunning();
    reach();
    assertThat(dokploy.asked()).containsExactly(Call.CONTAINER, Call.CONTAINERS, Call.CONTAINER);
    assertThat(inspected).containsExactly(NAME, LISTED);
  }

  @Test
  void where_there_is_none_of_that_name_the_list_is_asked() {
    listedRunning();
    reach();
    assertThat(inspected).containsExactly(NAME, LISTED);
  }

  @Test
  void who_may_not_inspect_asks_for_the_list_and_takes_the_one_port_of_the_options() {
    mayInspect = false;
    options.put("DOKPLOY_SSH_PORTS", "2222");
    listedRunning();
    dokploy.on(Call.FIND_SERVICE, Optional::empty);
    reach();
    assertThat(dokploy.asked()).startsWith(Call.CONTAINER, Call.CONTAINERS, Call.CONTAINER);
  }

  @Test
  void SSH_is_tried_every_40_ms_until_sshd_listens_without_another_call() {
    containers.put(NAME, details(ContainerState.RUNNING));
    listensAt = Duration.ofMillis(190);
    reach();
    assertThat(tried).containsExactly(0L, 40L, 80L, 120L, 160L, 200L);
    assertThat(dokploy.asked()).containsExactly(Call.CONTAINER);
  }

  @Test
  void a_port_that_only_Docker_listens_at_is_tried_again_as_soon() {
    containers.put(NAME, details(ContainerState.RUNNING));
    otherwise = new OpenResult.Closed("Connection closed");
    listensAt = Duration.ofMillis(100);
    reach();
    assertThat(tried).containsExactly(0L, 40L, 80L, 120L);
  }

  @Test
  void an_sshd_that_does_not_listen_after_600_ms_is_looked_for_in_the_list() {
    containers.put(NAME, details(ContainerState.RUNNING));
    listedRunning();
    listensAt = Duration.ofMillis(700);
    reach();
    assertThat(tried).startsWith(0L, 40L, 80L).contains(560L).endsWith(750L);
    assertThat(dokploy.asked())
        .containsExactly(Call.CONTAINER, Call.INSTANCE_ADDRESS, Call.CONTAINERS, Call.CONTAINER);
    assertThat(inspected).containsExactly(NAME, LISTED);
  }

  @Test
  void silence_is_no_sign_of_an_sshd_that_starts() {
    containers.put(NAME, details(ContainerState.RUNNING));
    listedRunning();
    otherwise = new OpenResult.TimedOut("Connection timed out");
    listensAt = Duration.ofMillis(100);
    reach();
    assertThat(tried).containsExactly(0L, 150L);
  }

  @Test
  void a_machine_whose_service_was_deleted_is_not_waited_for() {
    dokploy.on(Call.CONTAINERS, List::of).on(Call.FIND_SERVICE, Optional::empty);
    assertThatThrownBy(this::reach)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Problem.MachineNotFound("web")));
    assertThat(time.nanos()).isLessThan(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void a_container_that_is_not_listed_is_waited_for_while_its_service_is_there() {
    dokploy
        .on(
            Call.CONTAINERS,
            () ->
                time.nanos() < Duration.ofSeconds(9).toNanos()
                    ? List.of()
                    : List.of(new Container(LISTED, NAME, ContainerState.RUNNING)))
        .on(Call.FIND_SERVICE, () -> Optional.of(SERVICE));
    containers.put(LISTED, details(ContainerState.RUNNING));
    reach();
    assertThat(Duration.ofNanos(time.nanos()))
        .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(14));
  }

  private void listedRunning() {
    containers.put(LISTED, details(ContainerState.RUNNING));
    dokploy.on(Call.CONTAINERS, () -> List.of(new Container(LISTED, NAME, ContainerState.RUNNING)));
  }

  private static Optional<ContainerDetails> details(ContainerState state) {
    return Optional.of(
        new ContainerDetails(
            state,
            0,
            "",
            Map.of("22/tcp", List.of(new Published("0.0.0.0", 2222))),
            Map.of(),
            Map.of(),
            List.of()));
  }

  private void reach() {
    dokploy.onUnlessTold(Call.INSTANCE_ADDRESS, Optional::empty);
    dokploy.onCall(Call.CONTAINER, arguments -> inspect((String) arguments.getFirst()));
    var ssh = new ScriptedSsh().onOpen(this::open);
    new Reaching(
            dokploy.context(folder, time, options, ssh),
            new MachineRecord(
                "C1", "devpod-web-abc", Optional.empty(), "hash", new DeployedRoute.Port()),
            Wait.atMost(Duration.ofMinutes(2), time),
            Purpose.START)
        .expecting(Optional.of(NAME))
        .reach();
  }

  private Optional<ContainerDetails> inspect(String container) {
    inspected.add(container);
    if (!mayInspect) {
      throw new DokployException(new Failure.NotAllowed("docker.getConfig", "no"));
    }
    return containers.getOrDefault(container, Optional.empty());
  }

  private OpenResult open() {
    tried.add(Duration.ofNanos(time.nanos()).toMillis());
    return time.nanos() < listensAt.toNanos() ? otherwise : new OpenResult.Opened();
  }
}
