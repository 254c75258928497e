package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.AgentFolders;
import dev.dokployprovider.provider.machine.context.Keys;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineLock;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.machine.deployment.CacheSources;
import dev.dokployprovider.provider.machine.deployment.FailureProblems;
import dev.dokployprovider.provider.machine.deployment.Image;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineFolders;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.folder.StaleFiles;
import dev.dokployprovider.provider.machine.folder.Unfinished;
import dev.dokployprovider.provider.machine.plan.Facts;
import dev.dokployprovider.provider.machine.plan.Plan;
import dev.dokployprovider.provider.machine.preflight.PortsLeft;
import dev.dokployprovider.provider.machine.preflight.Probe;
import dev.dokployprovider.provider.machine.preflight.RouteCheck;
import dev.dokployprovider.provider.machine.project.NewMachine;
import dev.dokployprovider.provider.machine.project.PermissionCheck;
import dev.dokployprovider.provider.machine.project.Projects;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.machine.project.SupportedRelease;
import dev.dokployprovider.provider.machine.retry.WriteRecovery;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.Wording;
import dev.dokployprovider.provider.recipe.model.DockerMode;
import dev.dokployprovider.provider.recipe.model.RestartPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Creates a machine, or finishes what an earlier create left half-made. Run twice it is one
 * machine: the service is found by its record or its name, and only a service of the same owner is
 * touched. What this run made is removed again when it fails; what was there before stays.
 */
public final class Create {
  private static final String WITHOUT_DOCKER =
      "This machine gets no Docker, so it is for SSH only: devpod up of a workspace needs Docker.";

  private static final String ALWAYS_UP =
      "This machine starts by itself with its server, and is not stopped for being idle"
          + " (DOKPLOY_MACHINE_RESTART).";

  private final MachineContext context;
  private final Guard guard;
  private final Probe probe;
  private final Services services;
  private final boolean trial;

  /** The one that the new machine is to follow, on another server; empty for any other. */
  private final Optional<Service> former;

  /**
   * For one machine.
   *
   * @param guard takes back what is made if this process is killed
   * @param probe looks at the way to a machine that is not there yet
   */
  public Create(MachineContext context, Guard guard, Probe probe) {
    this(context, guard, probe, false, Optional.empty());
  }

  private Create(
      MachineContext context, Guard guard, Probe probe, boolean trial, Optional<Service> former) {
    this.context = context;
    this.guard = guard;
    this.probe = probe;
    this.services = new Services(context);
    this.trial = trial;
    this.former = former;
  }

  /**
   * The same for a machine that is removed as soon as it can be used, to see whether one can be
   * made. It is unfinished until it is removed, so whatever ends this process, it is taken back.
   */
  public static Create trial(MachineContext context, Guard guard, Probe probe) {
    return new Create(context, guard, probe, true, Optional.empty());
  }

  /**
   * The same beside a machine of the same name, which stays as it is.
   *
   * @param context with a folder of its own, which has the mark and the user's keys of the former's
   * @param former the service that is there
   */
  public static Create beside(MachineContext context, Guard guard, Probe probe, Service former) {
    return new Create(context, guard, probe, false, Optional.of(former));
  }

  /**
   * Does it, one run at a time.
   *
   * @return whether the machine was not there before, as far as anybody could use it
   */
  public boolean run() {
    context.folder().prepare();
    context.options().check();
    MachineSpecs.of(context);
    // The last: it writes the user, whose name is checked by now, into ssh's configuration too.
    context.ssh().checkFolder();
    // Looked at while Dokploy is asked; a machine that is there is not made.
    var route =
        context.folder().record().isPresent()
            ? Optional.<RouteCheck>empty()
            : Optional.of(RouteCheck.begin(context.options(), probe));
    try (var lock = MachineLock.take(context)) {
      return runAlone(lock.waited(), route);
    }
  }

  /**
   * Does it.
   *
   * @param waited whether another run was working on the machine when this one began
   * @param route the look at the way to it, where it has begun
   * @return whether it was made
   */
  private boolean runAlone(boolean waited, Optional<RouteCheck> route) {
    context.folder().forgetState();
    StaleFiles.remove(context.folder().path(), context.time().now());
    StaleFiles.remove(context.dataFolder(), context.time().now());
    var projects = new Projects(context);
    var recorded = recorded();
    // Looked through only where there is no record.
    var all = recorded.isPresent() ? List.<Project>of() : search(projects);
    var service = recorded.or(() -> found(all));
    if (service.isPresent() && recorded.isEmpty()) {
      // Another computer has deleted the one of the record and made this one.
      context.folder().record().ifPresent(this::forget);
    }
    var earlier = service.map(found -> UnfinishedEntry.earlier(context, found)).orElse(List.of());
    var machine = service.map(this::existing);
    var facts =
        Facts.of(
            Facts.Wish.CREATE,
            service.map(one -> found(one, earlier, waited)).orElse(Facts.Found.NOTHING),
            machine.map(ExistingMachine::here).orElse(Facts.Here.NOTHING));
    var plan = Plan.of(facts);
    if (plan instanceof Plan.Make) {
      make(all, route.orElseGet(() -> RouteCheck.begin(context.options(), probe)));
    } else if (plan instanceof Plan.Finish) {
      finish(service.orElseThrow(), earlier);
    } else if (plan instanceof Plan.Refuse) {
      refuse(service.orElseThrow());
    } else {
      machine.orElseThrow().use(facts);
    }
    return plan instanceof Plan.Make || plan instanceof Plan.Finish;
  }

  /** Beside another one of the name only what an earlier run has begun from here is meant. */
  private Optional<Service> found(List<Project> projects) {
    return former.isEmpty()
        ? services.byName(projects).map(services::onlyOurs)
        : services.named(context.id().value(), projects).stream()
            .filter(one -> !one.composeId().equals(former.get().composeId()))
            .filter(one -> !UnfinishedEntry.earlier(context, one).isEmpty())
            .map(services::onlyOurs)
            .findFirst();
  }

  /** Its calls are the first that depend on the release. */
  private List<Project> search(Projects projects) {
    var _ = SupportedRelease.check(context.dokploy());
    return projects.find();
  }

  private Optional<Service> recorded() {
    var record = context.folder().record();
    var found = record.flatMap(one -> context.dokploy().services().find(one.composeId()));
    if (found.isEmpty()) {
      // A new one would take the place of the record, and so of the keys, of one that is there.
      record.ifPresent(services::mustBeOfThisDokploy);
    }
    return found;
  }

  private Facts.Found found(Service service, List<Unfinished> earlier, boolean waited) {
    if (waited && services.isOfAnotherFolder(service)) {
      return Facts.Found.JUST_MADE_ELSEWHERE;
    }
    if (!earlier.isEmpty()) {
      return Facts.Found.BEGUN;
    }
    return services.isTakenOver(service) ? Facts.Found.TAKEN_OVER : Facts.Found.SERVICE;
  }

  private ExistingMachine existing(Service service) {
    var record =
        context
            .folder()
            .record()
            .filter(kept -> kept.composeId().equals(service.composeId()))
            .orElseGet(() -> MachineRecord.of(service, MachineRecord.PENDING));
    return new ExistingMachine(context, record);
  }

  /** The other run has just finished it, so this one is the loser; its folder remembers of what. */
  private void refuse(Service service) {
    context
        .folder()
        .save(MachineRecord.of(service, MachineRecord.PENDING).at(context.options().server()));
    throw new ProblemException(new Problem.TakenOver(context.id().value()));
  }

  private void finish(Service service, List<Unfinished> earlier) {
    var begun = UnfinishedEntry.enter(context, guard, earlier);
    orUndo(
        begun,
        () -> {
          begun.made(service);
          new Rollout(context).deploy(service);
        });
  }

  private void make(List<Project> projects, RouteCheck route) {
    MachineSpecs.checkNew(context.options().machine());
    var asked = Prefetch.begin(context);
    PermissionCheck.checkNew(
        asked.permissions(),
        context.options().machine(),
        () -> projects.stream().anyMatch(this::isOfTheName));
    new Keys(context).ensure();
    var newMachine = new NewMachine(context);
    var server = newMachine.server(projects);
    route
        .end(server, () -> context.dokploy().servers().instanceAddress())
        .forEach(context.progress()::note);
    var others = asked.containers(server);
    PortsLeft.check(context.options(), others.ports());
    var rollout = new Rollout(context);
    var first =
        rollout.firstOfNew(
            CacheSources.imagesOf(others.newestFirst()),
            former.map(Service::composeFile).orElse(""));
    forgetDeleted();
    notes().forEach(context.progress()::note);
    var begun = UnfinishedEntry.enter(context, guard, List.of());
    var service = made(begun, () -> newMachine.make(projects, server, begun.id()));
    orUndo(
        begun,
        () -> {
          begun.made(service);
          var whole = newMachine.withServer(service);
          begun.made(whole);
          newMachine.mustBeAlone(whole);
          rollout.deploy(whole, first);
        });
  }

  /** A machine that was deleted outside of this folder had other volumes, and left its image. */
  private void forgetDeleted() {
    context
        .folder()
        .record()
        .ifPresent(gone -> {
          context
              .progress()
              .note(
                  "The machine is not on the server any more; a new one of its name is created, with"
                      + " empty volumes.");
          new Image(context, gone).beforeDeletion(Optional.empty());
          forget(gone);
          // It would hide the new one from a delete, until that has a record.
          context.folder().forgetRecord();
        });
    context.folder().remove(MachineFolder.VOLUMES);
    context.folder().remove(MachineFolder.LOST_VOLUMES);
    context.folder().remove(MachineFolder.SHARED_IMAGES);
  }

  private void forget(MachineRecord gone) {
    new MachineFolders(context.dataFolder()).forget(gone.composeId());
  }

  /** What certainly was not made needs no taking back. */
  private Service made(UnfinishedEntry begun, Supplier<Service> work) {
    try {
      return context.progress().step("service", "Creating the service", work);
    } catch (ProblemException e) {
      if (!(e.problem() instanceof Problem.Interrupted)) {
        begun.end();
      }
      throw e;
    } catch (DokployException e) {
      if (!WriteRecovery.answer(e.failure()) && !WriteRecovery.byInterrupt(e.failure())) {
        begun.end();
      }
      throw e;
    }
  }

  private void orUndo(UnfinishedEntry begun, Runnable work) {
    try {
      work.run();
      if (trial) {
        removeTried(begun);
      }
      begun.end();
    } catch (DokployException e) {
      throw new ProblemException(undone(begun, problem(e)), e);
    } catch (ProblemException e) {
      throw new ProblemException(undone(begun, e.problem()), e);
    } catch (RuntimeException | Error e) {
      throw new ProblemException(undone(begun, new Problem.Unexpected(String.valueOf(e))), e);
    }
  }

  private void removeTried(UnfinishedEntry begun) {
    var outcome =
        context.progress().step("remove", "Removing the machine", () -> remove(begun.service()));
    if (outcome == Undo.Outcome.TAKEN_OVER) {
      throw new ProblemException(new Problem.TakenOver(context.id().value()));
    }
    context.folder().clear();
  }

  private Problem problem(DokployException e) {
    return FailureProblems.of(e.failure(), context.options().server());
  }

  private boolean isOfTheName(Project project) {
    return project.name().equals(context.options().project());
  }

  /** What a user would learn too late otherwise. */
  private List<String> notes() {
    var notes = new ArrayList<>(AgentFolders.notes(context));
    if (context.options().machine().docker().equals(DockerMode.NONE.word())) {
      notes.add(WITHOUT_DOCKER);
    }
    if (context.options().machine().restart().equals(RestartPolicy.UNLESS_STOPPED.word())) {
      notes.add(ALWAYS_UP);
    }
    return notes;
  }

  /**
   * Removes what was made; the problem with what became of that. The first failure is what the user
   * must see, so a second one only goes with it.
   */
  private Problem undone(UnfinishedEntry begun, Problem problem) {
    if (isKept(problem)) {
      begun.end();
      return new Problem.Kept(problem, context.id().value(), context.options().project());
    }
    try {
      // Interrupted, the program still has to take away what it made.
      var outcome =
          Uninterrupted.get(() ->
              context
                  .progress()
                  .step("remove", "Removing what was made", () -> remove(begun.service())));
      begun.end();
      return switch (outcome) {
        case TAKEN_OVER -> new Problem.TakenOver(context.id().value());
        case REMOVED -> {
          context.folder().clear();
          yield new Problem.Undone(problem);
        }
      };
    } catch (ProblemException e) {
      return notUndone(begun, problem, e.problem());
    } catch (DokployException e) {
      return notUndone(begun, problem, problem(e));
    }
  }

  /** What was built and is only not to be used, the user may want to look at. */
  private boolean isKept(Problem problem) {
    boolean built =
        context
            .folder()
            .record()
            .filter(record -> !record.recipe().equals(MachineRecord.PENDING))
            .isPresent();
    return built
        && context.options().keepsUnreachable()
        && !(problem instanceof Problem.Interrupted)
        && !(problem instanceof Problem.TakenOver)
        && !(problem instanceof Problem.CreatedElsewhere);
  }

  private Undo.Outcome remove(MachineRecord made) {
    return new Undo(context, context.folder().mark()).remove(made);
  }

  private Problem notUndone(UnfinishedEntry begun, Problem first, Problem second) {
    String why = Wording.of(second).what();
    try {
      begun.failed(context, why);
    } catch (ProblemException e) {
      // As on a full disk: what failed first is told, and the guard finds the service by this run's
      // id.
    }
    return new Problem.NotUndone(first, context.id().value(), why);
  }
}
