package dev.dokployprovider.provider.reliability;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.world.Killed;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.LossyWire;
import dev.dokployprovider.provider.world.LossyWire.Loss;
import dev.dokployprovider.provider.world.Wire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A random sequence of verbs by two users on several machines, with faults between, and beside it
 * what each machine must be by then. The same seed makes the same sequence.
 */
final class RandomRuns {
  private static final int STEPS = 25;
  private static final String PLACE = "/home";

  private static final List<Verb> VERBS =
      List.of(
          Verb.CREATE,
          Verb.CREATE,
          Verb.CREATE,
          Verb.START,
          Verb.START,
          Verb.STOP,
          Verb.STOP,
          Verb.DELETE,
          Verb.STATUS,
          Verb.BACKUP,
          Verb.RESTORE,
          Verb.MOVE);

  /** Of the model. UNCLEAR is a machine whose last verb did not end by itself. */
  enum State {
    NONE,
    UP,
    STOPPED,
    UNCLEAR
  }

  private final SplittableRandom random;
  private final World world;
  private final Map<String, Owned> machines = new TreeMap<>();
  private final List<String> story = new ArrayList<>();

  /** One user's machine, and what it must be. */
  private static final class Owned {
    private final World.Computer computer;
    private final String name;
    private State state = State.NONE;

    /** What is on a volume of it; empty where it has none, or nobody can say what it has. */
    private Optional<String> content = Optional.empty();

    /** What its backup has; empty where there is none. */
    private Optional<String> saved = Optional.empty();

    /** Whether a restore has not been finished, so that it is neither saved nor moved. */
    private boolean restoring;

    /** Whether a move has not been finished, so that it may be there twice. */
    private boolean moving;

    private Owned(World.Computer computer, String name) {
      this.computer = computer;
      this.name = name;
    }
  }

  RandomRuns(long seed, Path home) {
    this.random = new SplittableRandom(seed);
    this.world = new World(random.nextBoolean() ? Version.NEWEST : Version.OLDEST, home);
    world.server().with(new Server("s-far", World.FAR, "192.0.2.7"));
    for (var user : List.of("ann", "bob")) {
      var computer = world.computer(user);
      for (var name : List.of("web", "db")) {
        // Names are a user's own, as services are named by the machine.
        machines.put(user + "-" + name, new Owned(computer, user + "-" + name));
      }
    }
  }

  /** Runs it; what was done, and what was wrong in the end: nothing, if all is well. */
  List<String> run() {
    var wrong = new ArrayList<String>();
    for (int step = 0; step < STEPS && wrong.isEmpty(); step++) {
      wrong.addAll(step());
    }
    if (wrong.isEmpty()) {
      wrong.addAll(cleanUp());
    }
    if (!wrong.isEmpty()) {
      wrong.addAll(0, story);
    }
    return wrong;
  }

  private List<String> step() {
    var owned = List.copyOf(machines.values()).get(random.nextInt(machines.size()));
    var verb = VERBS.get(random.nextInt(VERBS.size()));
    if (owned.moving && random.nextBoolean()) {
      // As the last one has told its user.
      verb = Verb.MOVE;
    } else if (verb == Verb.RESTORE && owned.saved.isEmpty()) {
      verb = Verb.BACKUP;
    }
    if (verb == Verb.BACKUP) {
      forgetBackup(owned);
    }
    befall();
    switch (random.nextInt(5)) {
      case 0 -> killed(owned, verb);
      case 1 -> lossy(owned, verb);
      default -> whole(owned, verb);
    }
    return complaints();
  }

  /** What others do in between. */
  private void befall() {
    switch (random.nextInt(6)) {
      case 0 -> world.time().pass(Duration.ofMinutes(random.nextInt(1, 90)));
      case 1 -> world.loseConnections();
      case 2 -> takeBack();
      case 3 -> cleanup();
      default -> {}
    }
  }

  private void takeBack() {
    story.add("the guards of all users");
    machines.values().forEach(one -> one.computer.takeBack());
  }

  /** Dokploy's nightly cleanup removes stopped containers. */
  private void cleanup() {
    story.add("cleanup of Docker");
    world.server().docker().removeStoppedContainers();
  }

  private void killed(Owned owned, Verb verb) {
    int steps = random.nextInt(verb == Verb.MOVE ? 300 : 100);
    story.add(owned.name + " " + verb + " killed after " + steps + " steps");
    var before = owned.state;
    try {
      owned.computer.run(verb, owned.name, Life.of(steps), Wire.good());
      done(owned, verb);
    } catch (Killed e) {
      owned.state = verb == Verb.STATUS ? before : State.UNCLEAR;
      broken(owned, verb);
      othersEnd();
    } catch (ProblemException | DokployException e) {
      failed(owned, verb, e);
    }
  }

  /**
   * Whatever Dokploy is still at is done by then. Before, a start may connect to a machine that a
   * killed delete has asked Dokploy to take down, or a late start may come after a stop.
   */
  private void othersEnd() {
    world.time().pass(Duration.ofSeconds(30));
  }

  private void lossy(Owned owned, Verb verb) {
    var losses = List.copyOf(EnumSet.allOf(Loss.class));
    var loss = losses.get(random.nextInt(losses.size()));
    int write = random.nextInt(verb == Verb.MOVE ? 16 : 6);
    story.add(owned.name + " " + verb + " loses " + loss + " of write " + write);
    run(owned, verb, new LossyWire(loss, Set.of(write)), true);
    othersEnd();
    if (loss == Loss.DONE_LATE && (verb == Verb.RESTORE || verb == Verb.MOVE)) {
      // They stop it and start it, and that stop may be what was done late.
      owned.state = State.UNCLEAR;
    }
  }

  private void whole(Owned owned, Verb verb) {
    story.add(owned.name + " " + verb);
    run(owned, verb, Wire.good(), false);
  }

  private void run(Owned owned, Verb verb, Wire wire, boolean mayFail) {
    var before = owned.state;
    try {
      owned.computer.run(verb, owned.name, Life.whole(), wire);
      done(owned, verb);
    } catch (ProblemException | DokployException e) {
      failed(owned, verb, e);
      if (!mayFail && !isExpected(owned, verb, before, e)) {
        throw new AssertionError(String.join("\n", story), e);
      }
    }
  }

  private void failed(Owned owned, Verb verb, RuntimeException e) {
    story.add("  failed: " + e.getMessage());
    boolean nothingThere =
        e instanceof ProblemException problem
            && problem.problem() instanceof Problem.MachineNotFound;
    if (nothingThere) {
      owned.state = owned.state == State.UNCLEAR ? State.UNCLEAR : State.NONE;
    } else if (verb != Verb.STATUS) {
      owned.state = State.UNCLEAR;
      broken(owned, verb);
    }
  }

  private static boolean isExpected(Owned owned, Verb verb, State before, RuntimeException e) {
    if (!(e instanceof ProblemException problem)) {
      return false;
    }
    boolean mayBeMissing = before == State.NONE || before == State.UNCLEAR;
    return switch (verb) {
      case START, STOP, STATUS -> mayBeMissing && isMissing(problem.problem());
      case BACKUP, MOVE ->
          (mayBeMissing && isMissing(problem.problem()))
              || ((before == State.UNCLEAR || owned.restoring) && isRefused(problem.problem()));
      default -> false;
    };
  }

  private static boolean isMissing(Problem problem) {
    return problem instanceof Problem.MachineNotFound;
  }

  /** What was not deployed to the end, or is half restored, is neither saved nor moved. */
  private static boolean isRefused(Problem problem) {
    return problem instanceof Problem.BackupRefused
        || (problem instanceof Problem.NotMoved moved && isRefused(moved.problem()));
  }

  /** A verb has ended well. */
  private void done(Owned owned, Verb verb) {
    owned.state = after(verb, owned.state);
    switch (verb) {
      case CREATE -> {
        // The user works on it.
        String text = "text " + random.nextInt(1_000_000);
        app(owned).ifPresent(app -> world.volumes().put(app, PLACE, text));
        owned.content = Optional.of(text);
      }
      case DELETE -> {
        if (owned.moving) {
          // A killed move's other half is taken back by its guard, or by the next verb.
          owned.computer.takeBack();
        }
        owned.content = Optional.empty();
        owned.restoring = false;
        owned.moving = false;
      }
      case BACKUP -> owned.saved = owned.content;
      case RESTORE -> {
        owned.content = owned.saved;
        owned.restoring = false;
      }
      case MOVE -> owned.moving = false;
      case START, STOP, INIT, STATUS, COMMAND, DESCRIBE -> {}
    }
  }

  /** A verb has not ended, or has failed. */
  private static void broken(Owned owned, Verb verb) {
    if (verb == Verb.DELETE || verb == Verb.RESTORE) {
      owned.content = Optional.empty();
    }
    owned.restoring |= verb == Verb.RESTORE;
    owned.moving |= verb == Verb.MOVE;
  }

  private static Optional<String> app(Owned owned) {
    return new MachineFolder(owned.computer.folderOf(owned.name))
        .record()
        .map(MachineRecord::appName);
  }

  private static void forgetBackup(Owned owned) {
    owned.saved = Optional.empty();
    Path file = owned.computer.backupOf(owned.name);
    try {
      Files.createDirectories(file.resolveSibling(""));
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".part"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static State after(Verb verb, State before) {
    return switch (verb) {
      case CREATE, START, RESTORE -> State.UP;
      // What a killed create has left is taken back, also when it was stopped.
      case STOP -> before == State.UNCLEAR ? State.UNCLEAR : State.STOPPED;
      case DELETE -> State.NONE;
      case INIT, STATUS, COMMAND, DESCRIBE, BACKUP, MOVE -> before;
    };
  }

  /** Where the world is not what the model is. */
  private List<String> complaints() {
    var wrong = new ArrayList<String>();
    var services = world.server().services();
    for (var owned : machines.values()) {
      long there = services.stream().filter(one -> one.name().equals(owned.name)).count();
      if (there > (owned.moving ? 2 : 1)) {
        wrong.add(owned.name + " is there " + there + " times");
      }
      boolean right =
          switch (owned.state) {
            case NONE -> there == 0;
            case UP -> condition(owned) instanceof Condition.Running;
            case STOPPED -> isStopped(condition(owned));
            case UNCLEAR -> true;
          };
      if (!right) {
        wrong.add(owned.name + " must be " + owned.state + " and is " + condition(owned));
      }
    }
    machines.values().forEach(owned -> lost(owned).ifPresent(wrong::add));
    if (world.server().projectNames().size() > 1) {
      wrong.add("there is more than one project");
    }
    return wrong;
  }

  /** What is missing on it. */
  private Optional<String> lost(Owned owned) {
    return owned
        .content
        .filter(text ->
            !app(owned).map(app -> world.volumes().of(app).get(PLACE)).equals(Optional.of(text)))
        .map(text -> owned.name + " has lost " + text);
  }

  private static Condition condition(Owned owned) {
    return owned.computer.status(owned.name);
  }

  private static boolean isStopped(Condition condition) {
    return condition instanceof Condition.Ended || condition instanceof Condition.NoContainer;
  }

  /** After all, each machine can be made, used and deleted, and nothing is left. */
  private List<String> cleanUp() {
    var wrong = new ArrayList<String>();
    machines.values().forEach(one -> one.computer.takeBack());
    for (var owned : machines.values()) {
      whole(owned, Verb.CREATE);
      wrong.addAll(complaints());
    }
    for (var owned : machines.values()) {
      forgetBackup(owned);
      whole(owned, Verb.DELETE);
    }
    machines.values().forEach(one -> one.computer.takeBack());
    world.time().pass(Duration.ofHours(2));
    for (var owned : machines.values()) {
      whole(owned, Verb.DELETE);
      wrong.addAll(Outcome.gone(world, owned.computer));
    }
    return Outcome.butNotedImage(wrong);
  }
}
