package dev.dokployprovider.provider.world;

import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.Command;
import dev.dokployprovider.provider.machine.Create;
import dev.dokployprovider.provider.machine.Delete;
import dev.dokployprovider.provider.machine.Init;
import dev.dokployprovider.provider.machine.Start;
import dev.dokployprovider.provider.machine.Status;
import dev.dokployprovider.provider.machine.Stop;
import dev.dokployprovider.provider.machine.TakeBack;
import dev.dokployprovider.provider.machine.backup.Backup;
import dev.dokployprovider.provider.machine.backup.Move;
import dev.dokployprovider.provider.machine.backup.Restore;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSsh;
import dev.dokployprovider.provider.machine.describe.Describe;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.Unfinished;
import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import dev.dokployprovider.provider.machine.progress.Event;
import dev.dokployprovider.provider.machine.testing.KnownWay;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.options.MachineId;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.SomeOptions;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One Dokploy, and the computers that use it; each call here is a process of its own. */
public final class World {
  /** The name of the remote server to which a machine moves, where no other is given. */
  public static final String FAR = "far";

  private static final boolean WITH_DOCKER = true;

  private final StoppedTime time = new StoppedTime(Instant.now());
  private final MemoryServer server;
  private final MemoryVolumes volumes;
  private final Path home;
  private final Map<String, String> masters = new ConcurrentHashMap<>();
  private final List<Reached> reached = new ArrayList<>();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private volatile FileFault files = FileFault.NONE;
  private volatile SshFault ssh = SshFault.NONE;

  /**
   * Nothing is in it yet.
   *
   * @param home for the files of its computers; a folder for each
   */
  public World(Version version, Path home) {
    this.server = new MemoryServer(version, time);
    this.volumes = new MemoryVolumes(server.docker(), masters::clear);
    this.home = home;
  }

  public MemoryServer server() {
    return server;
  }

  public StoppedTime time() {
    return time;
  }

  /** What is on the machines' volumes. */
  public MemoryVolumes volumes() {
    return volumes;
  }

  /** A user's computer. */
  public Computer computer(String name) {
    return new Computer(home.resolve(name), home.resolve(name).resolve("machines"), Map.of());
  }

  /** The same computer with another folder for its machines: a second DevPod home. */
  public Computer secondHome(String name) {
    return new Computer(home.resolve(name), home.resolve(name).resolve("other-machines"), Map.of());
  }

  /** What the last process wanted its user to know. */
  public List<String> notes() {
    return texts(one -> one.status() == Event.Status.NOTE);
  }

  /** All that its user has been told of it, line by line. */
  public List<String> told() {
    return texts(one -> true);
  }

  private List<String> texts(Predicate<Event> which) {
    return events.stream().filter(which).map(Event::text).toList();
  }

  /** What the live connections of all verbs so far have led to. */
  public List<Reached> reached() {
    return List.copyOf(reached);
  }

  /**
   * A machine that ran a command.
   *
   * @param folder of the machine that was meant
   * @param service of the machine that it was, empty where that is gone
   */
  public record Reached(Path folder, Optional<Service> service) {}

  /** What is wrong with every file that a process writes from now on. */
  public void files(FileFault fault) {
    files = fault;
  }

  /** What ssh meets from now on. */
  public void ssh(SshFault fault) {
    ssh = fault;
  }

  /** The live connections of all computers have ended, and what runs over them. */
  public void loseConnections() {
    volumes.loseConnections();
  }

  /** A command did not do what it was to do; 255 is ssh's own. */
  public static final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int exitCode;

    CommandFailed(int exitCode) {
      super("exit code " + exitCode);
      this.exitCode = exitCode;
    }

    /** Whether the machine went away meanwhile. */
    public boolean lostConnection() {
      return exitCode == 255;
    }
  }

  /** What a process is to do. */
  public enum Verb {
    INIT,
    CREATE,
    START,
    STOP,
    STATUS,
    COMMAND,
    DELETE,
    DESCRIBE,
    /** Into {@link Computer#backupOf}. */
    BACKUP,
    /** From {@link Computer#backupOf}, in place of what the machine has. */
    RESTORE,
    /** To the server {@link #FAR}. */
    MOVE
  }

  /** A computer with a data folder, and a folder for each machine. */
  public final class Computer {
    private final Path folder;
    private final Path machines;
    private final Map<String, String> options;

    private Computer(Path folder, Path machines, Map<String, String> options) {
      this.folder = folder;
      this.machines = machines;
      this.options = options;
    }

    /** The same computer, whose processes have these options beside the required ones. */
    public Computer with(Map<String, String> more) {
      return new Computer(folder, machines, more);
    }

    public Path data() {
      return folder.resolve("data");
    }

    public Path folderOf(String machine) {
      return machines.resolve(machine);
    }

    /** Where a machine's volumes are saved, where no other file is given. */
    public Path backupOf(String machine) {
      return folder.resolve(machine + ".backup");
    }

    /** Runs a verb to its end. */
    public void run(Verb verb, String machine) {
      run(verb, machine, Life.whole(), Wire.good());
    }

    /** Runs a verb in a process with that life; what it ends with is thrown. */
    public void run(Verb verb, String machine, Life life, Wire wire) {
      var more = verb == Verb.MOVE ? Map.of("DOKPLOY_SERVER", FAR) : Map.<String, String>of();
      in(
          context(machine, folderOf(machine), life, wire, more),
          context -> {
            switch (verb) {
              case INIT -> new Init(context.options(), context.dokploy(), new KnownWay()).run();
              case CREATE -> new Create(context, id -> Optional.empty(), new KnownWay()).run();
              case START -> new Start(context).run();
              case STOP -> new Stop(context).run();
              case STATUS -> new Status(context).run();
              case COMMAND -> command(context);
              case DELETE -> new Delete(context).run();
              case DESCRIBE -> new Describe(context).run();
              case BACKUP -> save(context, backupOf(machine), life);
              case RESTORE -> restore(context, backupOf(machine), true);
              case MOVE -> move(context);
            }
          });
    }

    /** Saves a machine's volumes in a file in a process with that life. */
    public void backup(String machine, Path file, Life life) {
      in(context(machine, life, Wire.good()), context -> save(context, file, life));
    }

    private void save(MachineContext context, Path file, Life life) {
      new Backup(context, MortalFiles.of(file, life, () -> files), WITH_DOCKER).run();
    }

    /** Brings such a file onto a machine in a process with that life. */
    public void restore(String machine, Path file, boolean replace, Life life) {
      in(context(machine, life, Wire.good()), context -> restore(context, file, replace));
    }

    private static void restore(MachineContext context, Path file, boolean replace) {
      var create = new Create(context, id -> Optional.empty(), new KnownWay());
      new Restore(context, create, file, replace).run();
    }

    /**
     * Moves a machine in a process with that life.
     *
     * @param remote where to; empty for Dokploy's own
     */
    public void move(String machine, String remote, Life life) {
      in(
          context(machine, folderOf(machine), life, Wire.good(), Map.of("DOKPLOY_SERVER", remote)),
          Computer::move);
    }

    private static void move(MachineContext context) {
      new Move(context, id -> Optional.empty(), new KnownWay()).run();
    }

    /** Makes a machine in a process with that life only to see whether it can be made. */
    public void tryOut(String machine, Life life) {
      in(
          context(machine, life, Wire.good()),
          context -> Create.trial(context, id -> Optional.empty(), new KnownWay()).run());
    }

    /** In the time that a client gives it. */
    private static void command(MachineContext context) {
      var left = Wait.atMost(Duration.ofSeconds(17), context.time());
      int exitCode = new Command(context, left, line -> {}).run("true");
      if (exitCode != 0) {
        throw new CommandFailed(exitCode);
      }
    }

    /** The state of a machine. */
    public Condition status(String machine) {
      return new Status(context(machine, Life.whole(), Wire.good())).run();
    }

    /** What a killed create's guard does, or the next verb where the guard was killed too. */
    public void takeBack() {
      takeBack(Life.whole(), Wire.good());
    }

    /** The same in a process with that life. */
    public void takeBack(Life life, Wire wire) {
      for (Unfinished entry : unfinished()) {
        var own = data().resolve("unfinished").resolve(entry.id());
        in(
            context(entry.machine(), own, life, wire, Map.of()),
            context -> new TakeBack(context, entry.id()).run());
      }
    }

    public List<Unfinished> unfinished() {
      return new UnfinishedCreates(data()).list();
    }

    /** What a client does once a machine is deleted. */
    public void forgetFolder(String machine) {
      remove(folderOf(machine));
    }

    private void in(MachineContext context, Consumer<MachineContext> work) {
      events.clear();
      try {
        work.accept(context);
      } catch (ProblemException e) {
        if (e.getCause() instanceof Killed killed) {
          // Its process has told nobody anything.
          throw killed;
        }
        throw e;
      } finally {
        MortalFiles.closeAll(context.dataFolder());
        volumes.endAll();
      }
    }

    /** What a process with that life works with; for who runs a part of a verb. */
    public MachineContext context(String machine, Life life, Wire wire) {
      return context(machine, folderOf(machine), life, wire, Map.of());
    }

    private MachineContext context(
        String machine, Path machineFolder, Life life, Wire wire, Map<String, String> more) {
      var data = MortalFiles.of(data(), life, () -> files);
      var own = new MachineFolder(data.resolve(machineFolder));
      var values = SomeOptions.with(more);
      values.putAll(options);
      var clock = life.clock(time);
      var client =
          new MemorySsh(server.docker(), volumes, life, masters, () -> ssh, clock, this::note);
      return new MachineContext(
          new MachineId(machine),
          own,
          ProviderOptions.from(values),
          new DokployClient(server, life, wire),
          new MachineSsh(client, own, () -> "root", List.of(), Duration.ofMinutes(1), Map.of()),
          data,
          events::add,
          clock);
    }

    private void note(Path machineFolder, String app) {
      reached.add(
          new Reached(
              machineFolder,
              server.services().stream().filter(one -> one.appName().equals(app)).findFirst()));
    }

    /** The files of this computer, by their paths in its folder. */
    public List<String> files() {
      if (!Files.exists(folder)) {
        return List.of();
      }
      try (var all = Files.walk(folder)) {
        return all.filter(Files::isRegularFile)
            .map(file -> folder.relativize(file).toString())
            .sorted()
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (var file : all.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
