package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.LossyWire;
import dev.dokployprovider.provider.world.LossyWire.Loss;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A write is lost, or its answer, or two are. The verb ends right or says why not; nothing is ever
 * there twice; and afterwards the machine can be used, and deleted without a rest.
 */
class LostAnswersTest {
  private static final String WEB = "web";
  private static final String CONTENT = "a workspace";

  /** They stop a machine and start it again. */
  private static final Set<Verb> STOP_AND_START = Set.of(Verb.RESTORE, Verb.MOVE);

  private static final int STRIDE = Integer.getInteger("soak.stride", 32);

  @TempDir Path home;

  record Case(Verb verb, Loss loss, Version version, List<Verb> before) {
    @Override
    public String toString() {
      return verb + " with Dokploy " + version + " loses " + loss;
    }
  }

  private static Stream<Case> cases() {
    return Stream.of(Version.OLDEST, Version.NEWEST)
        .flatMap(version ->
            Stream.of(Loss.values())
                .flatMap(loss ->
                    Stream.of(
                        new Case(Verb.CREATE, loss, version, List.of()),
                        new Case(Verb.START, loss, version, List.of(Verb.CREATE, Verb.STOP)),
                        new Case(Verb.STOP, loss, version, List.of(Verb.CREATE)),
                        new Case(Verb.DELETE, loss, version, List.of(Verb.CREATE)),
                        new Case(Verb.BACKUP, loss, version, List.of(Verb.CREATE, Verb.STOP)),
                        new Case(Verb.RESTORE, loss, version, List.of(Verb.CREATE, Verb.BACKUP)),
                        new Case(Verb.MOVE, loss, version, List.of(Verb.CREATE)))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nothing_is_there_twice_and_all_can_be_done_again(Case one) {
    var wrong = new ArrayList<String>();
    int writes = writes(one);
    for (int first = 0; first < writes; first++) {
      // The second is lost too, then the one after it, then none.
      for (int second = first; second < writes + 1; second += step(one.verb(), first, second)) {
        wrong.addAll(complaints(one, new TreeSet<>(List.of(first, second)), first + "," + second));
      }
    }
    assertThat(writes).isPositive();
    assertThat(wrong).isEmpty();
  }

  /** Of a move's hundreds of pairs only some, and all by {@code make soak}. */
  private static int step(Verb verb, int first, int second) {
    return verb == Verb.MOVE && STRIDE > 1 ? 1 + (first * 5 + second * 3) % STRIDE : 1;
  }

  private int writes(Case one) {
    var laptop = before(one, new World(one.version(), home.resolve("counted")));
    var wire = new LossyWire(one.loss(), Set.of());
    laptop.run(one.verb(), WEB, Life.whole(), wire);
    return wire.writes().size();
  }

  private static World.Computer before(Case one, World world) {
    var laptop = world.computer("laptop");
    world.server().with(new Server("s-far", World.FAR, "192.0.2.7"));
    for (var verb : one.before()) {
      laptop.run(verb, WEB);
      put(world, verb == Verb.BACKUP ? "changed since" : CONTENT);
    }
    return laptop;
  }

  private static void put(World world, String text) {
    world
        .server()
        .services()
        .forEach(service -> world.volumes().put(service.appName(), "/home", text));
  }

  private static void check(List<String> wrong, boolean right, String otherwise) {
    if (!right) {
      wrong.add(otherwise);
    }
  }

  /** Of a machine that must have what it had. */
  private static List<String> whole(World world) {
    var wrong = new ArrayList<String>();
    for (var service : world.server().services()) {
      String has = world.volumes().of(service.appName()).getOrDefault("/home", "");
      check(wrong, has.equals(CONTENT), "it has lost what was on a volume: " + has);
      check(wrong, !world.volumes().isBeingRestored(service.appName()), "it is half restored");
    }
    check(wrong, world.volumes().paused().isEmpty(), "something is paused");
    return wrong;
  }

  private static boolean isOn(World world, String server) {
    return world.server().services().stream()
        .allMatch(service -> service.server().map(Server::name).equals(Optional.of(server)));
  }

  private List<String> complaints(Case one, Set<Integer> lost, String name) {
    var wrong = new ArrayList<String>();
    var world = new World(one.version(), home.resolve(name));
    var laptop = before(one, world);
    var wire = new LossyWire(one.loss(), lost);
    boolean failed = false;
    String story = name;
    try {
      laptop.run(one.verb(), WEB, Life.whole(), wire);
      story += " " + wire.writes();
    } catch (ProblemException | DokployException e) {
      failed = true;
      story += " " + wire.writes() + " failed with " + e;
    }
    var notes = String.join("\n", world.notes());
    laptop.takeBack();
    var after = new ArrayList<String>();
    if (failed && one.verb() == Verb.CREATE) {
      after.addAll(Outcome.onServer(world));
    }
    try {
      if (failed && Files.exists(laptop.backupOf(WEB)) && one.verb() == Verb.BACKUP) {
        // It is saved, and said so; what failed is the stop after it.
        check(after, notes.contains("Saved in"), "it did not say that it has saved: " + notes);
        check(after, notes.contains("To stop it"), "it did not say that it runs: " + notes);
        laptop.run(Verb.STOP, WEB);
      } else if (failed) {
        laptop.run(one.verb(), WEB);
        laptop.takeBack();
      }
      if (one.loss() == Loss.DONE_LATE && STOP_AND_START.contains(one.verb())) {
        // A stop that Dokploy does after the start that followed it.
        world.time().pass(Duration.ofMinutes(1));
        laptop.run(Verb.START, WEB);
      }
      switch (one.verb()) {
        case CREATE, START -> after.addAll(Outcome.up(world, laptop, WEB));
        case STOP -> after.addAll(Outcome.stopped(world, laptop, WEB));
        case DELETE -> after.addAll(Outcome.gone(world, laptop));
        case BACKUP -> {
          after.addAll(Outcome.stopped(world, laptop, WEB));
          after.addAll(whole(world));
        }
        case RESTORE -> {
          after.addAll(Outcome.up(world, laptop, WEB));
          after.addAll(whole(world));
        }
        case MOVE -> {
          after.addAll(Outcome.up(world, laptop, WEB));
          after.addAll(whole(world));
          check(after, isOn(world, World.FAR), "it is not there");
        }
        case INIT, STATUS, COMMAND, DESCRIBE -> throw new AssertionError("it writes nothing");
      }
      if (one.verb() == Verb.BACKUP || one.verb() == Verb.RESTORE) {
        check(after, Files.deleteIfExists(laptop.backupOf(WEB)), "there is no backup");
      }
      laptop.run(Verb.DELETE, WEB);
      after.addAll(Outcome.gone(world, laptop));
    } catch (ProblemException | DokployException | IOException e) {
      after.add("then failed: " + e);
    }
    // Where one is lost, not even the image stays.
    for (var what : lost.size() > 1 ? Outcome.butNotedImage(after) : after) {
      wrong.add(story + ": " + what);
    }
    return wrong;
  }
}
