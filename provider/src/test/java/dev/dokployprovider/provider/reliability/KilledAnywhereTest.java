package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.world.Killed;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.Wire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A verb is killed before each of its steps: each call to Dokploy, each run of ssh, each change of
 * a file. Whatever is done then, the result is as if nothing had happened.
 */
class KilledAnywhereTest {
  private static final String WEB = "web";

  @TempDir Path home;

  /** What was there before, and the verb that is killed. */
  enum Story {
    CREATE,
    CREATE_AGAIN,
    START,
    STOP,
    DELETE,
    DELETE_STOPPED;

    Verb killed() {
      return switch (this) {
        case CREATE, CREATE_AGAIN -> Verb.CREATE;
        case START -> Verb.START;
        case STOP -> Verb.STOP;
        case DELETE, DELETE_STOPPED -> Verb.DELETE;
      };
    }

    List<Verb> before() {
      return switch (this) {
        case CREATE -> List.of();
        case CREATE_AGAIN, STOP, DELETE -> List.of(Verb.CREATE);
        case START, DELETE_STOPPED -> List.of(Verb.CREATE, Verb.STOP);
      };
    }
  }

  record Case(Story story, Version version) {
    @Override
    public String toString() {
      return story + " with Dokploy " + version;
    }
  }

  private static List<Case> cases() {
    return Stream.concat(
            Stream.of(Story.values()).map(story -> new Case(story, Version.NEWEST)),
            Stream.of(Story.CREATE, Story.START, Story.STOP, Story.DELETE)
                .map(story -> new Case(story, Version.OLDEST)))
        .toList();
  }

  private static List<Case> creates() {
    return cases().stream().filter(one -> one.story() == Story.CREATE).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_same_verb_does_it_when_it_is_run_again(Case one) {
    assertThat(
            everywhere(
                one,
                after -> {
                  after.laptop().run(one.story().killed(), WEB);
                  after.othersGoOn();
                  return after.asItMustBe(one.story().killed());
                }))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void delete_leaves_nothing(Case one) {
    assertThat(
            everywhere(
                one,
                after -> {
                  after.laptop().run(Verb.DELETE, WEB);
                  after.othersGoOn();
                  return Outcome.gone(after.world(), after.laptop());
                }))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("creates")
  void the_guard_of_a_create_takes_back_what_it_made(Case one) {
    assertThat(
            everywhere(
                one,
                after -> {
                  if (after.laptop().unfinished().isEmpty()) {
                    // Before it has made anything.
                    return Outcome.onServer(after.world());
                  }
                  after.laptop().takeBack();
                  return Outcome.onServer(after.world());
                }))
        .isEmpty();
  }

  /** The world when the verb was killed. */
  private record After(World world, World.Computer laptop) {
    List<String> asItMustBe(Verb verb) {
      return switch (verb) {
        case CREATE, START -> Outcome.up(world, laptop, WEB);
        case STOP -> Outcome.stopped(world, laptop, WEB);
        case DELETE -> Outcome.gone(world, laptop);
        case INIT, STATUS, COMMAND, DESCRIBE -> throw new AssertionError("it changes nothing");
        case BACKUP, RESTORE, MOVE -> throw new AssertionError("these have tests of their own");
      };
    }

    /** Whatever was left to others: the guard, a build, and the next verb on any machine. */
    void othersGoOn() {
      laptop.takeBack();
      world.time().pass(Duration.ofHours(2));
      laptop.run(Verb.DELETE, "another");
      laptop.forgetFolder("another");
    }
  }

  /** Kills the verb before each step, and lists what is wrong after what is done then. */
  private List<String> everywhere(Case one, Function<After, List<String>> then) {
    var wrong = new ArrayList<String>();
    for (int steps = 0; ; steps++) {
      var world = new World(one.version(), home.resolve(String.valueOf(steps)));
      var laptop = world.computer("laptop");
      one.story().before().forEach(verb -> laptop.run(verb, WEB));
      String killed;
      try {
        laptop.run(one.story().killed(), WEB, Life.of(steps), Wire.good());
        assertThat(steps).isGreaterThan(5);
        return wrong;
      } catch (Killed e) {
        killed = e.getMessage();
      }
      try {
        for (var what : then.apply(new After(world, laptop))) {
          wrong.add(steps + " " + killed + ": " + what);
        }
      } catch (RuntimeException e) {
        wrong.add(steps + " " + killed + ": " + e);
      }
    }
  }
}
