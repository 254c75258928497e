package dev.dokployprovider.provider.reliability;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.Wire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** One verb with one fault, in a world where everything was well before. */
final class FaultCase {
  private static final String WEB = "web";
  private static final String HOME = "/home";
  private static final Set<Verb> NEEDS_IT_UP = Set.of(Verb.COMMAND, Verb.BACKUP, Verb.MOVE);
  private static final Optional<String> FAR = Optional.of(World.FAR);
  private static final String SAVED = "a workspace";

  private final World world;
  private final World.Computer laptop;
  private final Verb verb;

  FaultCase(Verb verb, Path home) {
    this.world = new World(Version.NEWEST, home);
    this.laptop = world.computer("laptop");
    this.verb = verb;
    world.server().with(new Server("s-far", World.FAR, "192.0.2.7"));
    if (verb != Verb.INIT && verb != Verb.CREATE) {
      laptop.run(Verb.CREATE, WEB);
    }
    switch (verb) {
      case START -> laptop.run(Verb.STOP, WEB);
      // With a live connection Dokploy is not asked.
      case STATUS, COMMAND -> world.loseConnections();
      case BACKUP, MOVE -> {
        put(SAVED);
        world.loseConnections();
      }
      case RESTORE -> {
        put(SAVED);
        laptop.run(Verb.BACKUP, WEB);
        put("changed since");
        world.loseConnections();
      }
      default -> {}
    }
  }

  private void put(String text) {
    world.volumes().put(app(), HOME, text);
  }

  private String app() {
    return world.server().services().getFirst().appName();
  }

  World world() {
    return world;
  }

  /** Runs the verb through that wire. */
  Cell cell(Function<World, Wire> wire) {
    return Cell.of(world, verb, () -> laptop.run(verb, WEB, Life.whole(), wire.apply(world)));
  }

  /** Runs the verb in a process with that life. */
  Cell cell(Life life) {
    return Cell.of(world, verb, () -> laptop.run(verb, WEB, life, Wire.good()));
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
    if (cell.problem().isPresent() && verb == Verb.BACKUP) {
      backups().forEach(file -> wrong.add("file " + file));
    }
    if (cell.problem().isPresent()) {
      world.loseConnections();
      if (NEEDS_IT_UP.contains(verb)) {
        // The fault may have been the end of the machine.
        laptop.run(Verb.START, WEB);
      }
      laptop.run(verb, WEB);
    }
    switch (verb) {
      case CREATE, START -> wrong.addAll(Outcome.up(world, laptop, WEB));
      case STOP -> wrong.addAll(Outcome.stopped(world, laptop, WEB));
      case BACKUP, RESTORE, MOVE -> {
        wrong.addAll(Outcome.up(world, laptop, WEB));
        wrong.addAll(saved());
      }
      case INIT, STATUS, COMMAND, DELETE, DESCRIBE -> {}
    }
    laptop.run(Verb.DELETE, WEB);
    // The next verb finishes what another one has left.
    world.time().pass(Duration.ofHours(2));
    laptop.run(Verb.DELETE, "another");
    laptop.forgetFolder("another");
    wrong.addAll(Outcome.gone(world, laptop));
    return wrong;
  }

  /** What is wrong with the volumes and the file that a verb has saved or read. */
  private List<String> saved() {
    var wrong = new ArrayList<String>();
    if (!SAVED.equals(world.volumes().of(app()).get(HOME))) {
      wrong.add("on its volumes: " + world.volumes().of(app()));
    }
    if (!world.volumes().paused().isEmpty()) {
      wrong.add("it stands still");
    }
    if (verb == Verb.MOVE
        && !world.server().services().getFirst().server().map(Server::name).equals(FAR)) {
      wrong.add("it is not on the other server");
    }
    // A move's own file is in the machine's folder.
    var expected = verb == Verb.MOVE ? List.of() : List.of(WEB + ".backup");
    if (!backups().equals(expected)) {
      wrong.add("backups: " + backups());
    }
    try {
      Files.deleteIfExists(laptop.backupOf(WEB));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return wrong;
  }

  private List<String> backups() {
    return laptop.files().stream().filter(file -> file.contains(".backup")).toList();
  }

  /** What who has called it waits for, at the most. */
  private static Duration deadline(Verb verb) {
    return switch (verb) {
      case COMMAND -> Duration.ofSeconds(20);
      case INIT, STATUS, DESCRIBE -> Duration.ofMinutes(2);
      case START, STOP, DELETE -> Duration.ofMinutes(15);
      case BACKUP -> Duration.ofMinutes(15);
      case CREATE, RESTORE, MOVE -> Duration.ofMinutes(45);
    };
  }
}
