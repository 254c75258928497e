package dev.dokployprovider.provider.machine.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start whose answer was lost; the clock is the test's. */
class LostStartTest {
  @TempDir Path folder;

  private final StoppedTime time = new StoppedTime();
  private final AtomicInteger starts = new AtomicInteger();
  private final FakeDokploy dokploy = new FakeDokploy();
  private Duration upAfter = Duration.ZERO;

  @Test
  void the_old_containers_end_is_not_taken_for_the_starts() {
    upAfter = Duration.ofSeconds(20);
    settle();
    assertThat(starts).hasValue(0);
    assertThat(time.nanos()).isGreaterThanOrEqualTo(upAfter.toNanos());
  }

  @Test
  void what_never_reached_docker_is_asked_for_once_more() {
    upAfter = Duration.ofDays(1);
    settle();
    assertThat(starts).hasValue(1);
    assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(30).toNanos());
  }

  @Test
  void what_the_second_start_says_is_reported() {
    upAfter = Duration.ofDays(1);
    var failure = new Failure.ServerError("compose.start", 500, "no port", "no port");
    dokploy.onVoid(
        Call.START_SERVICE,
        () -> {
          throw new DokployException(failure);
        });
    assertThatThrownBy(this::settleAsTold)
        .isInstanceOfSatisfying(
            DokployException.class, failed -> assertThat(failed.failure()).isEqualTo(failure));
  }

  @Test
  void a_dokploy_that_is_away_is_waited_for_and_who_may_not_ask_goes_on() {
    dokploy.on(
        Call.CONTAINERS,
        () -> {
          throw new DokployException(
              time.nanos() == 0
                  ? new Failure.Unreachable("docker", Failure.Reason.REFUSED, "refused")
                  : new Failure.NotAllowed("docker", "Permission denied"));
        });
    settleAsTold();
    assertThat(Collections.frequency(dokploy.asked(), Call.CONTAINERS)).isEqualTo(2);
  }

  private void settle() {
    dokploy.onVoid(Call.START_SERVICE, starts::incrementAndGet);
    settleAsTold();
  }

  private void settleAsTold() {
    var service =
        new Service(
            "C1", "web", "devpod-web", "", ServiceStatus.IDLE, "", Optional.empty(), List.of());
    dokploy.onUnlessTold(Call.CONTAINERS, this::containers);
    new LostStart(dokploy.context(folder, time), MachineRecord.of(service, "hash")).settle();
  }

  private List<Container> containers() {
    var state = time.nanos() < upAfter.toNanos() ? ContainerState.EXITED : ContainerState.RUNNING;
    return List.of(new Container("0123456789ab", "devpod-web-machine-1", state));
  }
}
