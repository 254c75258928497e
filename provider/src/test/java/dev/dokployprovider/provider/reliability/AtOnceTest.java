package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.folder.OwnerId;
import dev.dokployprovider.provider.machine.project.Ownership;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.world.Crowd;
import dev.dokployprovider.provider.world.Wire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.CommandFailed;
import dev.dokployprovider.provider.world.World.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two verbs on machines of one name at once: the second begins after each step of the first, and in
 * other orders that a fixed seed draws. Whatever comes of the two, no wrong machine is reached, no
 * machine is there twice, and all of it can be used and deleted afterwards.
 */
class AtOnceTest {
  private static final String WEB = "web";

  /**
   * Every so many steps the other one begins, at other steps for each pair; {@code make soak} takes
   * each step.
   */
  private static final int STRIDE = Integer.getInteger("soak.stride", 60);

  /** How many orders are drawn for each pair. */
  private static final int DRAWN = Integer.getInteger("soak.drawn", 1);

  @TempDir Path home;

  /** Who the two are. */
  enum Pair {
    ONE_FOLDER,
    TWO_FOLDERS,
    /** With the same owner's id, as where a home is on both of them. */
    TWO_COMPUTERS,
    TWO_USERS
  }

  record Case(Pair pair, Version version, boolean made, Verb first, Verb second) {
    @Override
    public String toString() {
      return pair
          + ": "
          + first
          + " and "
          + second
          + (made ? " of a machine" : " of none")
          + " with Dokploy "
          + version;
    }
  }

  static Stream<Case> cases() {
    var cases = new ArrayList<Case>();
    for (var pair : Pair.values()) {
      for (var version : releases(pair)) {
        cases.add(new Case(pair, version, false, Verb.CREATE, Verb.CREATE));
        cases.add(new Case(pair, version, false, Verb.CREATE, Verb.DELETE));
        for (var first : List.of(Verb.DELETE, Verb.STOP)) {
          for (var second :
              List.of(Verb.CREATE, Verb.START, Verb.STOP, Verb.COMMAND, Verb.DELETE)) {
            cases.add(new Case(pair, version, true, first, second));
          }
        }
        cases.add(new Case(pair, version, true, Verb.START, Verb.START));
      }
    }
    return cases.stream();
  }

  /** The computers' own locks do not depend on the release. */
  private static List<Version> releases(Pair pair) {
    return switch (pair) {
      case ONE_FOLDER, TWO_FOLDERS -> List.of(Version.NEWEST);
      case TWO_COMPUTERS, TWO_USERS -> List.of(Version.NEWEST, Version.OLDEST);
    };
  }

  @ParameterizedTest
  @MethodSource("cases")
  void no_wrong_machine_is_reached_and_nothing_is_left(Case one) {
    var wrong = new ArrayList<String>();
    var random = new SplittableRandom(20_261_128);
    int steps = Math.floorMod(one.toString().hashCode(), STRIDE);
    boolean longer = true;
    for (; longer; steps += STRIDE) {
      var story = new Story(one, home.resolve("after" + steps));
      longer = story.run(Crowd.switchingAfter(steps)) > steps;
      int after = steps;
      story.wrong().forEach(what -> wrong.add("second after " + after + " steps: " + what));
    }
    for (int drawn = 0; drawn < DRAWN; drawn++) {
      var story = new Story(one, home.resolve("drawn" + drawn));
      var choices = random.split();
      var _ = story.run(ready -> choices.nextInt(ready.size()));
      int number = drawn;
      story.wrong().forEach(what -> wrong.add("order " + number + ": " + what));
    }
    assertThat(wrong).isEmpty();
  }

  /** One run of a case. */
  private static final class Story {
    private final Case one;
    private final World world;
    private final World.Computer first;
    private final World.Computer second;
    private final List<String> wrong = new ArrayList<>();

    private Story(Case one, Path home) {
      this.one = one;
      this.world = new World(one.version(), home);
      this.first = world.computer("first");
      this.second =
          switch (one.pair()) {
            case ONE_FOLDER -> first;
            case TWO_FOLDERS -> world.secondHome("first");
            case TWO_COMPUTERS, TWO_USERS -> world.computer("second");
          };
      if (one.pair() == Pair.TWO_COMPUTERS) {
        sameOwner();
      }
      if (one.made()) {
        first.run(Verb.CREATE, WEB);
        if (one.pair() == Pair.TWO_USERS) {
          attempt(Verb.CREATE, second);
        }
      }
    }

    private void sameOwner() {
      var _ = OwnerId.of(first.data());
      try {
        Files.createDirectories(second.data());
        Files.copy(first.data().resolve("owner-id"), second.data().resolve("owner-id"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Returns how many steps the first one took. */
    int run(ToIntFunction<List<Integer>> choice) {
      var steps = new ArrayList<String>();
      var failures =
          new Crowd(world, choice)
              .with(life -> {
                try {
                  first.run(one.first(), WEB, life, Wire.good());
                } finally {
                  steps.addAll(life.steps());
                }
              })
              .with(life -> second.run(one.second(), WEB, life, Wire.good()))
              .run();
      failures.forEach(this::judge);
      if (bothCreate() && failures.stream().allMatch(Optional::isPresent)) {
        wrong.add("both gave way: " + failures);
      }
      afterwards();
      return steps.size();
    }

    private boolean bothCreate() {
      return one.first() == Verb.CREATE && one.second() == Verb.CREATE;
    }

    private void judge(Optional<Throwable> failure) {
      failure
          .filter(e -> !(e instanceof ProblemException || e instanceof DokployException))
          .filter(e -> !(e instanceof CommandFailed failed && failed.lostConnection()))
          .ifPresent(e -> wrong.add("ended with " + e));
    }

    List<String> wrong() {
      return wrong;
    }

    private void afterwards() {
      checkReached();
      checkOnce();
      for (var computer : List.of(first, second)) {
        if (attempt(Verb.CREATE, computer)) {
          attempt(Verb.COMMAND, computer);
        }
        checkReached();
      }
      checkOnce();
      for (var computer : List.of(first, second)) {
        delete(computer);
      }
      var left = new ArrayList<>(Outcome.gone(world, first));
      left.addAll(Outcome.gone(world, second));
      wrong.addAll(Outcome.butNotedImage(left));
    }

    private void delete(World.Computer computer) {
      try {
        computer.run(Verb.DELETE, WEB);
      } catch (ProblemException e) {
        if (!(one.pair() == Pair.TWO_USERS && e.problem() instanceof Problem.ForeignService)) {
          wrong.add("can't be deleted: " + e.problem());
        }
      }
    }

    private boolean attempt(Verb verb, World.Computer computer) {
      try {
        computer.run(verb, WEB);
        return true;
      } catch (ProblemException e) {
        return false;
      }
    }

    private void checkReached() {
      for (var reached : world.reached()) {
        var computer = reached.folder().equals(second.folderOf(WEB)) ? second : first;
        if (reached.service().isPresent() && !isOf(computer, reached.service().get())) {
          wrong.add("reached " + reached.service().get().description());
        }
      }
    }

    private static boolean isOf(World.Computer computer, Service service) {
      return Ownership.owner(service.description())
          .equals(Optional.of(OwnerId.of(computer.data()).value()));
    }

    private void checkOnce() {
      long owners =
          world.server().services().stream()
              .map(service -> Ownership.owner(service.description()))
              .distinct()
              .count();
      if (world.server().services().size() != owners) {
        wrong.add("there are " + world.server().services().size() + " machines");
      }
      if (world.server().projectNames().size() > 1) {
        wrong.add("there are " + world.server().projectNames().size() + " projects");
      }
    }
  }
}
