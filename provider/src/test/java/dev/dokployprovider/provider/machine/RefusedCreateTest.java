package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import dev.dokployprovider.provider.machine.preflight.Answer;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.testing.KnownWay;
import dev.dokployprovider.provider.machine.testing.MemoryDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known to be in vain is refused before anything is made. */
class RefusedCreateTest {
  @TempDir Path home;

  private final MemoryDokploy dokploy = new MemoryDokploy();

  @Test
  void where_other_containers_have_all_ports_none_is_made() {
    dokploy.portsTaken(List.of(new Published("0.0.0.0", 2222)));
    var context =
        dokploy.context(
            home.resolve("m"),
            home.resolve("data"),
            new StoppedTime(),
            Map.of("DOKPLOY_SSH_PORTS", "2222"));

    assertThatThrownBy(() -> new Create(context, id -> Optional.empty(), new KnownWay()).run())
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem())
                    .isEqualTo(
                        new Problem.PortsUsedUp(
                            "2222", "Another container on the server has that port.")));

    assertThat(dokploy.allServices()).isEmpty();
  }

  @Test
  void a_release_that_is_too_old_is_reported_before_any_other_call() {
    var old = new FakeDokploy().on(Call.VERSION, () -> new Version(0, 22, 6));
    var context = old.context(home.resolve("m"), new StoppedTime());

    assertThatThrownBy(() -> new Create(context, id -> Optional.empty(), new KnownWay()).run())
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Problem.ServerTooOld("0.22.6", "0.22.7")));

    assertThat(old.asked()).containsExactly(Call.VERSION);
  }

  @Test
  void where_no_machine_could_be_reached_none_is_made() {
    var way = new KnownWay().with("d.example.com", new Answer.Bad("there is no such host"));
    var context = dokploy.context(home.resolve("m"), home.resolve("data"), new StoppedTime());

    assertThatThrownBy(() -> new Create(context, id -> Optional.empty(), way).run())
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isInstanceOf(Problem.UnknownSshHost.class));

    assertThat(dokploy.allServices()).isEmpty();
    assertThat(dokploy.calls()).doesNotContain("createService", "delete");
    assertThat(new UnfinishedCreates(home.resolve("data")).list()).isEmpty();
  }
}
