package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.containers.MachineState;
import dev.dokployprovider.provider.world.Killed;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.Wire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever a create was killed, its machine is not said to be busy forever. */
class StatusAfterAKilledCreateTest {
  private static final String WEB = "web";

  @TempDir Path home;

  private static Stream<Version> releases() {
    return Stream.of(Version.NEWEST, Version.OLDEST);
  }

  @ParameterizedTest
  @MethodSource("releases")
  void an_hour_later_it_can_be_started(Version version) {
    assertThat(IntStream.range(0, Integer.MAX_VALUE).takeWhile(steps -> killed(version, steps)))
        .hasSizeGreaterThan(20);
  }

  /** Whether the create was killed before it ended. */
  private boolean killed(Version version, int steps) {
    var world = new World(version, home.resolve(Integer.toString(steps)));
    var laptop = world.computer("laptop");
    try {
      laptop.run(Verb.CREATE, WEB, Life.of(steps), Wire.good());
      return false;
    } catch (Killed e) {
      var _ = laptop.status(WEB).state();
      world.time().pass(Duration.ofHours(1));
      for (int look = 0; look < 2; look++) {
        assertThat(laptop.status(WEB).state())
            .as("steps: " + steps)
            .isNotEqualTo(MachineState.BUSY);
        world.time().pass(Duration.ofSeconds(2));
      }
      if (laptop.status(WEB).state() == MachineState.STOPPED) {
        laptop.run(Verb.START, WEB);
        laptop.takeBack();
        assertThat(Outcome.up(world, laptop, WEB)).isEmpty();
      }
      return true;
    }
  }

  @Test
  void where_the_queue_can_be_read_it_is_reported_at_once() {
    var seen = new ArrayList<Condition>();
    for (int steps = 0; seen.isEmpty(); steps++) {
      var world = new World(Version.NEWEST, home.resolve(Integer.toString(steps)));
      var laptop = world.computer("laptop");
      var life = Life.of(steps);
      assertThatThrownBy(() -> laptop.run(Verb.CREATE, WEB, life, Wire.good()))
          .isInstanceOf(Killed.class);
      world.server().services().stream()
          .filter(one -> !one.composeFile().isEmpty())
          .forEach(one -> seen.add(laptop.status(WEB)));
    }
    assertThat(seen).containsExactly(new Condition.NeverDeployed());
  }
}
