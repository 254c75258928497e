package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.world.Killed;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine of {@code doctor --deep}. */
class TrialTest {
  private static final String NAME = "doctor-0815";

  @TempDir Path home;

  @Test
  void a_machine_that_is_only_tried_leaves_nothing() {
    for (var version : new Version[] {Version.OLDEST, Version.NEWEST}) {
      var world = new World(version, home.resolve(version.toString()));
      var laptop = world.computer("laptop");
      var life = Life.whole();
      laptop.tryOut(NAME, life);
      assertThat(life.steps()).as("it was made").anyMatch(step -> step.contains("create"));
      assertThat(Outcome.onServer(world)).isEmpty();
      assertThat(laptop.unfinished()).isEmpty();
    }
  }

  /** Before each of its steps; its guard, a process of its own, goes on. */
  @Test
  void whatever_kills_it_nothing_is_left() {
    var wrong = new ArrayList<String>();
    for (int steps = 0; ; steps++) {
      var world = new World(Version.NEWEST, home.resolve(String.valueOf(steps)));
      var laptop = world.computer("laptop");
      try {
        laptop.tryOut(NAME, Life.of(steps));
        break;
      } catch (Killed e) {
        laptop.takeBack();
        for (var what : Outcome.onServer(world)) {
          wrong.add(steps + " " + e.getMessage() + ": " + what);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
