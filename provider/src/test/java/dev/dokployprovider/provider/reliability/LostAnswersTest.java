package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.LossyWire;
import dev.dokployprovider.provider.world.LossyWire.Loss;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
                        new Case(Verb.DELETE, loss, version, List.of(Verb.CREATE)))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nothing_is_there_twice_and_all_can_be_done_again(Case one) {
    var wrong = new ArrayList<String>();
    int writes = writes(one);
    for (int first = 0; first < writes; first++) {
      // The second is lost too, then the one after it, then none.
      for (int second = first; second < writes + 1; second++) {
        wrong.addAll(complaints(one, new TreeSet<>(List.of(first, second)), first + "," + second));
      }
    }
    assertThat(writes).isPositive();
    assertThat(wrong).isEmpty();
  }

  private int writes(Case one) {
    var laptop = before(one, new World(one.version(), home.resolve("counted")));
    var wire = new LossyWire(one.loss(), Set.of());
    laptop.run(one.verb(), WEB, Life.whole(), wire);
    return wire.writes().size();
  }

  private static World.Computer before(Case one, World world) {
    var laptop = world.computer("laptop");
    one.before().forEach(verb -> laptop.run(verb, WEB));
    return laptop;
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
    laptop.takeBack();
    var after = new ArrayList<String>();
    if (failed && one.verb() == Verb.CREATE) {
      after.addAll(Outcome.onServer(world));
    }
    try {
      if (failed) {
        laptop.run(one.verb(), WEB);
        laptop.takeBack();
      }
      after.addAll(
          switch (one.verb()) {
            case CREATE, START -> Outcome.up(world, laptop, WEB);
            case STOP -> Outcome.stopped(world, laptop, WEB);
            case DELETE -> Outcome.gone(world, laptop);
            case INIT, STATUS, COMMAND, DESCRIBE -> throw new AssertionError("it writes nothing");
            case BACKUP, RESTORE, MOVE -> throw new AssertionError("it is tested elsewhere");
          });
      laptop.run(Verb.DELETE, WEB);
      after.addAll(Outcome.gone(world, laptop));
    } catch (ProblemException | DokployException e) {
      after.add("then failed: " + e);
    }
    // Where one is lost, not even the image stays.
    for (var what : lost.size() > 1 ? Outcome.butNotedImage(after) : after) {
      wrong.add(story + ": " + what);
    }
    return wrong;
  }
}
