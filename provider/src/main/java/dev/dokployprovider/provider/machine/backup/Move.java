package dev.dokployprovider.provider.machine.backup;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.Create;
import dev.dokployprovider.provider.machine.Delete;
import dev.dokployprovider.provider.machine.Guard;
import dev.dokployprovider.provider.machine.Start;
import dev.dokployprovider.provider.machine.Stop;
import dev.dokployprovider.provider.machine.Uninterrupted;
import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.containers.StateTable;
import dev.dokployprovider.provider.machine.context.Keys;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineLock;
import dev.dokployprovider.provider.machine.deployment.FailureProblems;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineFolders;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.preflight.Probe;
import dev.dokployprovider.provider.machine.project.RemoteServers;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.machine.reach.Readiness;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Moves a machine to another server. A successor is made there under a folder of its own while the
 * machine is in use; then the machine is stopped, saved, and restored onto the successor. In one
 * step, the writing of the record, the machine is its successor from then on. Before that whatever
 * happens leaves the machine what it was, and after it the former one is removed, by this run or
 * the next.
 */
public final class Move {
  private static final String OWN = "Dokploy's own server";

  /** What a machine's folder says of the machine and not of what it is in Dokploy. */
  private static final List<String> FOR_BOTH = List.of("mark", "owner", "id_ed25519.pub");

  private static final List<String> HOST_KEY =
      List.of(MachineFolder.HOST_KEY, MachineFolder.HOST_KEY + ".pub");

  private final MachineContext context;
  private final MachineContext successor;
  private final MachineContext former;
  private final Guard guard;
  private final Probe probe;
  private final Path file;
  private final MachineContext unlocked;

  /**
   * The options name the server.
   *
   * @param guard takes back a successor whose create is killed
   */
  public Move(MachineContext context, Guard guard, Probe probe) {
    this.unlocked = context;
    this.context = context.locked();
    this.successor = context.in(context.folder().successor());
    this.former = context.in(context.folder().former());
    this.guard = guard;
    this.probe = probe;
    this.file = context.folder().path().resolve("cache").resolve("move.backup");
  }

  /** Does it; no other run works on the machine meanwhile. */
  public void run() {
    var target = target();
    context.folder().prepare();
    try (var _ = MachineLock.take(unlocked)) {
      new Services(context).mustBeHere();
      while (step(target)) {
        // Each step removes what asked for it.
      }
    }
  }

  private Optional<Server> target() {
    try {
      return new RemoteServers(context.dokploy(), context.options()).check();
    } catch (ProblemException e) {
      throw e.problem() instanceof Problem.BadOption(var _, var shown, var why, var fix)
          ? new ProblemException(new Problem.BadOption("--server", shown, why, fix), e)
          : e;
    }
  }

  /** Whether there is more to do. */
  private boolean step(Optional<Server> target) {
    var machine = recorded();
    var service = context.dokploy().services().find(machine.composeId());
    var next =
        NextMove.of(
            machine,
            service.isPresent(),
            successor.folder().record(),
            former.folder().record(),
            target.map(Server::id));
    switch (next) {
      case FORGET_FORMER -> former.folder().removeAll();
      case GO_BACK -> goBack(former.folder().record().orElseThrow());
      case REMOVE_FORMER -> finish(machine, former.folder().record().orElseThrow());
      case REMOVE_SUCCESSOR -> removeSuccessor();
      case NOTHING -> {
        forgetFiles();
        former.folder().removeAll();
        context.progress().note("The machine is on " + name(target) + ".");
        return false;
      }
      case MOVE -> move(target, machine, service.orElseThrow(this::notFound));
    }
    return true;
  }

  private MachineRecord recorded() {
    var record = context.folder().record().orElseThrow(this::notFound);
    if (!new Keys(context).areThere() || record.recipe().equals(MachineRecord.PENDING)) {
      throw refused("It was not deployed to the end from here.");
    }
    return record;
  }

  private ProblemException notFound() {
    return new ProblemException(new Problem.MachineNotFound(context.id().value()));
  }

  private ProblemException refused(String why) {
    return new ProblemException(
        new Problem.BackupRefused(
            context.id().value(),
            List.of(why),
            List.of("Start it, and look whether it is what you want to move:", startLine())));
  }

  private String startLine() {
    return "dokploy-provider start " + context.id();
  }

  private static String name(Optional<Server> server) {
    return server.map(Server::name).orElse(OWN);
  }

  private void move(Optional<Server> target, MachineRecord machine, Service service) {
    mustBeOurs(service);
    boolean ran = runs(machine);
    try {
      prepare(service, ran);
      transfer(machine, service, ran);
      become(machine);
    } catch (ProblemException e) {
      throw notMoved(target, machine, ran, e.problem(), e);
    } catch (DokployException e) {
      throw notMoved(
          target, machine, ran, FailureProblems.of(e.failure(), context.options().server()), e);
    } catch (RuntimeException | Error e) {
      throw notMoved(target, machine, ran, new Problem.Unexpected(String.valueOf(e)), e);
    }
  }

  private void mustBeOurs(Service service) {
    if (new Services(context).isTakenOver(service)) {
      throw new ProblemException(new Problem.TakenOver(context.id().value()));
    }
  }

  private boolean runs(MachineRecord record) {
    return StateTable.runningOf(new Containers(context, record).sure()).isPresent();
  }

  /** All that can be done while the machine is in use. */
  private void prepare(Service service, boolean ran) {
    successor.folder().prepare();
    var _ = context.mark();
    for (String name : FOR_BOTH) {
      copy(context.folder(), successor.folder(), name);
    }
    // The last: with it the folder's keys are there.
    copy(context.folder(), successor.folder(), "id_ed25519");
    context.progress().step("successor", "Making the machine there", () -> create(service).run());
    if (ran) {
      new Restore(successor, create(service), file, true)
          .mustFit(new Backup(context, file, true).outline());
    }
  }

  private Create create(Service service) {
    return Create.beside(successor, guard, probe, service);
  }

  private static void copy(MachineFolder from, MachineFolder to, String name) {
    from.read(name).ifPresent(text -> to.write(name, text));
  }

  private void transfer(MachineRecord machine, Service service, boolean ran) {
    forgetFile();
    if (ran) {
      // What runs on it ends well; a pause alone would be a power cut to it.
      new Stop(context).run();
    }
    new Start(context).asItIs();
    new Backup(context, file, true).runAndStop();
    new Restore(successor, create(service), file, true).run();
    if (!ran) {
      new Stop(successor).run();
    }
    mustBeOurs(context.dokploy().services().find(machine.composeId()).orElseThrow(this::notFound));
    if (runs(machine)) {
      throw refused("It was started meanwhile, by no run of this computer's.");
    }
  }

  /** The problem of a move that has failed, once all is as it was before. */
  private ProblemException notMoved(
      Optional<Server> target, MachineRecord machine, boolean ran, Problem problem, Throwable e) {
    var left = leftAsItWas(machine, ran);
    if (problem instanceof Problem.Interrupted && left.isEmpty()) {
      return new ProblemException(problem, e);
    }
    return new ProblemException(
        new Problem.NotMoved(problem, context.id().value(), target.map(Server::name), left), e);
  }

  /** Why it could not be left so; empty where it is as it was. */
  private Optional<Problem> leftAsItWas(MachineRecord machine, boolean ran) {
    boolean moved =
        context
            .folder()
            .record()
            .filter(now -> !now.composeId().equals(machine.composeId()))
            .isPresent();
    if (moved) {
      // All but the last thing went well, and the next move finishes it.
      return Optional.empty();
    }
    var first = tried(() -> leave(machine, ran));
    var second = tried(this::removeSuccessor);
    forgetFile();
    // Once more: Docker may have listed a container that was just killed as running.
    return first.or(() -> tried(() -> leave(machine, ran))).or(() -> second);
  }

  private void leave(MachineRecord machine, boolean ran) {
    boolean runs = runs(machine);
    if (ran && !runs) {
      new Start(context).asItIs();
    } else if (!ran && runs) {
      new Stop(context).run();
    }
  }

  private Optional<Problem> tried(Runnable work) {
    try {
      Uninterrupted.run(work);
      return Optional.empty();
    } catch (ProblemException e) {
      return Optional.of(e.problem());
    } catch (DokployException e) {
      return Optional.of(FailureProblems.of(e.failure(), context.options().server()));
    }
  }

  private void removeSuccessor() {
    successor
        .folder()
        .record()
        .ifPresent(record -> remove(successor, record, "Removing what was made"));
    successor.folder().removeAll();
  }

  private void remove(MachineContext of, MachineRecord record, String step) {
    var services = new Services(context);
    new Delete(of).deleteAndForget(step, record, service -> !services.isOfAnotherFolder(service));
  }

  /** From the writing of the record on the machine is its successor. */
  private void become(MachineRecord machine) {
    var made = successor.folder().record().orElseThrow(this::notFound);
    successor.ssh().close();
    context.ssh().close();
    var key = successor.ssh().pinned(made.appName()).orElseThrow(this::notFound);
    former.folder().prepare();
    former.folder().save(machine);
    context.ssh().pinToo(made.appName(), key);
    context.ssh().forgetAddress();
    context.folder().forgetState();
    List.of(MachineFolder.VOLUMES, MachineFolder.LOST_VOLUMES, MachineFolder.SHARED_IMAGES)
        .forEach(context.folder()::remove);
    context.folder().save(made);
  }

  /** Removes what the machine was before; again where an earlier run was killed at it. */
  private void finish(MachineRecord machine, MachineRecord before) {
    HOST_KEY.forEach(name -> copy(successor.folder(), context.folder(), name));
    new MachineFolders(context.dataFolder()).note(machine.composeId(), context.folder().path());
    if (runs(machine)) {
      new Readiness(context).up(machine, Optional.empty());
    }
    if (runs(before)) {
      throw new ProblemException(
          new Problem.MoveUnfinished(
              context.id().value(),
              machine.server().map(Server::name),
              before.server().map(Server::name)));
    }
    remove(former, before, "Removing it from " + name(before.server()));
    forgetFiles();
    former.folder().removeAll();
  }

  /** The successor is gone, whatever removed it; the former one has all that the machine had. */
  private void goBack(MachineRecord before) {
    context.ssh().close();
    context.ssh().forgetAddress();
    context.folder().forgetState();
    context.folder().remove(MachineFolder.VOLUMES);
    context.folder().save(before);
    former.folder().removeAll();
  }

  private void forgetFiles() {
    successor.folder().removeAll();
    forgetFile();
  }

  private void forgetFile() {
    String name = "cache/" + file.getFileName();
    context.folder().remove(name);
    context.folder().remove(name + ".part");
  }
}
