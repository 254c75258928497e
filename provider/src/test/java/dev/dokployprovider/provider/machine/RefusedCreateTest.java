package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.preflight.Answer;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.testing.KnownWay;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ThrownProblem;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.ScriptedWire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known to be in vain is refused before anything is made. */
class RefusedCreateTest {
  @TempDir Path home;

  private World world;
  private World.Computer laptop;

  @BeforeEach
  void a_server() {
    world = new World(Version.NEWEST, home);
    laptop = world.computer("laptop");
  }

  @Test
  void where_other_containers_have_all_ports_none_is_made() {
    world.server().docker().takePort(2222);
    var one = laptop.with(Map.of("DOKPLOY_SSH_PORTS", "2222"));

    assertThat(ThrownProblem.of(() -> one.run(Verb.CREATE, "web")))
        .isEqualTo(
            new Problem.PortsUsedUp("2222", "Another container on the server has that port."));

    assertThat(world.server().services()).isEmpty();
  }

  @Test
  void a_release_that_is_too_old_is_reported_before_any_other_call() {
    var old = new FakeDokploy().on(Call.VERSION, () -> new Version(0, 22, 6));
    var context = old.context(home.resolve("m"), new StoppedTime());

    assertThat(problem(context, new KnownWay()))
        .isEqualTo(new Problem.ServerTooOld("0.22.6", "0.22.7"));

    assertThat(old.asked()).containsExactly(Call.VERSION);
  }

  @Test
  void where_no_machine_could_be_reached_none_is_made() {
    // Dokploy's own address, and what Dokploy says of its server's.
    var none = new Answer.Bad("there is no such host");
    var way = new KnownWay().with("d.example.com", none).with("203.0.113.7", none);
    var wire = new ScriptedWire();
    var context = laptop.context("web", Life.whole(), wire);

    assertThat(problem(context, way)).isInstanceOf(Problem.UnknownSshHost.class);

    assertThat(world.server().services()).isEmpty();
    assertThat(wire.calls()).doesNotContain(Call.CREATE_SERVICE, Call.DELETE_SERVICE);
    assertThat(laptop.unfinished()).isEmpty();
  }

  private static Problem problem(MachineContext context, KnownWay way) {
    return ThrownProblem.of(() -> new Create(context, id -> Optional.empty(), way).run());
  }
}
