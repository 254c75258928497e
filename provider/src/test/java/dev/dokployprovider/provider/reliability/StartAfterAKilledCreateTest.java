package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.world.Killed;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.Wire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who starts what a killed create has left has a machine, which is not taken back any more. */
class StartAfterAKilledCreateTest {
  private static final String WEB = "web";

  @TempDir Path home;

  @Test
  void a_machine_that_was_started_since_is_not_taken_back() {
    var world = new World(Version.NEWEST, home);
    var laptop = world.computer("laptop");
    int steps = 1;
    while (world.server().services().stream().allMatch(one -> one.deployments().isEmpty())) {
      var life = Life.of(steps++);
      assertThatThrownBy(() -> laptop.run(Verb.CREATE, WEB, life, Wire.good()))
          .isInstanceOf(Killed.class);
    }

    laptop.run(Verb.START, WEB);
    laptop.takeBack();

    assertThat(Outcome.up(world, laptop, WEB)).isEmpty();
  }
}
