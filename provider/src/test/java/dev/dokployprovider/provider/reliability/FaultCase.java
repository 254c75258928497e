package dev.dokployprovider.provider.reliability;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.Wire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** One verb with one fault, in a world where everything was well before. */
final class FaultCase {
  private static final String WEB = "web";

  private final World world;
  private final World.Computer laptop;
  private final Verb verb;

  FaultCase(Verb verb, Path home) {
    this.world = new World(Version.NEWEST, home);
    this.laptop = world.computer("laptop");
    this.verb = verb;
    if (verb != Verb.INIT && verb != Verb.CREATE) {
      laptop.run(Verb.CREATE, WEB);
    }
    switch (verb) {
      case START -> laptop.run(Verb.STOP, WEB);
      // With a live connection nobody is asked.
      case STATUS, COMMAND -> world.loseConnections();
      default -> {}
    }
  }

  World world() {
    return world;
  }

  /** Runs the verb through that wire. */
  Cell cell(Function<World, Wire> wire) {
    return Cell.of(world, verb, () -> laptop.run(verb, WEB, Life.whole(), wire.apply(world)));
  }

  /** What is wrong with the cell, and with the world once the fault has ended. */
  List<String> complaints(Cell cell, Consumer<World> end) {
    var wrong = new ArrayList<String>();
    if (!cell.isNamed()) {
      wrong.add("it has no name: " + cell.problem());
    }
    if (cell.took().compareTo(deadline(verb)) > 0) {
      wrong.add("it took " + cell.took());
    }
    end.accept(world);
    try {
      wrong.addAll(afterwards(cell));
    } catch (ProblemException | DokployException e) {
      wrong.add("afterwards: " + e);
    }
    return wrong;
  }

  private List<String> afterwards(Cell cell) {
    var wrong = new ArrayList<String>();
    laptop.takeBack();
    if (cell.problem().isPresent() && verb == Verb.CREATE) {
      wrong.addAll(Outcome.onServer(world));
    }
    if (cell.problem().isPresent()) {
      world.loseConnections();
      if (verb == Verb.COMMAND) {
        // The fault may have been the end of the machine.
        laptop.run(Verb.START, WEB);
      }
      laptop.run(verb, WEB);
    }
    switch (verb) {
      case CREATE, START -> wrong.addAll(Outcome.up(world, laptop, WEB));
      case STOP -> wrong.addAll(Outcome.stopped(world, laptop, WEB));
      case INIT, STATUS, COMMAND, DELETE, DESCRIBE -> {}
    }
    laptop.run(Verb.DELETE, WEB);
    // The next verb sees to what another one has left to it.
    world.time().pass(Duration.ofHours(2));
    laptop.run(Verb.DELETE, "another");
    laptop.forgetFolder("another");
    wrong.addAll(Outcome.gone(world, laptop));
    return wrong;
  }

  /** What who has called it waits for, at the most. */
  private static Duration deadline(Verb verb) {
    return switch (verb) {
      case COMMAND -> Duration.ofSeconds(20);
      case INIT, STATUS, DESCRIBE -> Duration.ofMinutes(2);
      case START, STOP, DELETE -> Duration.ofMinutes(15);
      case CREATE -> Duration.ofMinutes(45);
    };
  }
}
