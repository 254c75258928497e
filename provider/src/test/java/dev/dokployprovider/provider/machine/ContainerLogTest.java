package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.LogTail;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine's container printed, as Dokploy sends it; the clock is the test's. */
class ContainerLogTest {
  private static final Service WEB =
      new Service(
          "C1", "web", "devpod-web", "", ServiceStatus.DONE, "", Optional.empty(), List.of());

  @TempDir private Path folder;

  private final StoppedTime time = new StoppedTime();
  private final FakeDokploy dokploy = new FakeDokploy();
  private final List<String> lines = new ArrayList<>();
  private final Queue<List<Container>> seen = new ArrayDeque<>();
  private Optional<String> end = Optional.empty();

  @BeforeEach
  void a_machine_that_was_deployed() {
    new MachineFolder(folder).save(MachineRecord.of(WEB, "hash"));
    dokploy.on(Call.FIND_SERVICE, () -> Optional.of(WEB));
    dokploy.on(
        Call.CONTAINERS,
        () -> seen.size() > 1 ? seen.remove() : Optional.ofNullable(seen.peek()).orElse(List.of()));
  }

  @Test
  void without_a_container_there_is_no_log() {
    assertThat(shown(false)).isEqualTo(Logs.Ending.NO_CONTAINER);
  }

  @Test
  void following_ends_with_the_container() {
    seen.addAll(List.of(running(), running(), stopped()));
    sends("one\n", "two\n", "three\n");
    assertThat(shown(true)).isEqualTo(Logs.Ending.WHOLE);
    assertThat(lines).containsExactly("one", "two", "three");
  }

  @Test
  void a_connection_that_ends_while_the_container_runs_is_reported() {
    seen.add(running());
    end = Optional.of("the other side closed it");
    sends("one\n");
    assertThat(shown(true)).isEqualTo(Logs.Ending.CUT_OFF);
    assertThat(lines).containsExactly("one");
  }

  @Test
  void a_log_that_comes_late_and_with_a_gap_is_shown_whole() {
    seen.add(running());
    sends("", "", "", "", "", "", "", "", "", "", "", "", "one\n", "", "two\n", "", "", "late\n");
    assertThat(shown(false)).isEqualTo(Logs.Ending.WHOLE);
    assertThat(lines).startsWith("one", "two");
  }

  @Test
  void what_was_closed_is_not_waited_for() {
    seen.add(running());
    end = Optional.of("HTTP 403");
    sends();
    assertThat(shown(false)).isEqualTo(Logs.Ending.WHOLE);
    assertThat(lines).isEmpty();
    assertThat(Duration.ofNanos(time.nanos())).isLessThan(Duration.ofSeconds(1));
  }

  private Logs.Ending shown(boolean follow) {
    return new Logs(dokploy.context(folder, time)).container(200, follow, lines::add);
  }

  private void sends(String... parts) {
    var waiting = new ArrayDeque<>(List.of(parts));
    dokploy.on(
        Call.CONTAINER_LOG,
        () ->
            new LogTail() {
              @Override
              public String more() {
                return waiting.isEmpty() ? "" : waiting.remove();
              }

              @Override
              public Optional<String> end() {
                return end;
              }

              @Override
              public void close() {}
            });
  }

  private static List<Container> running() {
    return List.of(new Container("0a0b0c0d0e0f", "devpod-web-machine-1", ContainerState.RUNNING));
  }

  private static List<Container> stopped() {
    return List.of(new Container("0a0b0c0d0e0f", "devpod-web-machine-1", ContainerState.EXITED));
  }
}
