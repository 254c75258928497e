package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.ScriptedWire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked of Dokploy for a machine that is there. */
class ExistingMachineTest {
  @TempDir Path home;

  /** As by a backup of the server's volumes; Docker refuses to start a paused container. */
  @ParameterizedTest
  @EnumSource(names = {"CREATE", "START"})
  void a_paused_machine_is_stopped_before_it_is_started(Verb verb) {
    var world = new World(Version.NEWEST, home);
    var laptop = world.computer("laptop");
    laptop.run(Verb.CREATE, "web");
    world.server().docker().pauseAll();
    var wire = new ScriptedWire();

    laptop.run(verb, "web", Life.whole(), wire);

    assertThat(wire.calls()).containsSubsequence(Call.STOP_SERVICE, Call.START_SERVICE);
    assertThat(world.told()).anyMatch(line -> line.contains("which was paused"));
    assertThat(laptop.status("web")).isEqualTo(new Condition.Running());
  }
}
