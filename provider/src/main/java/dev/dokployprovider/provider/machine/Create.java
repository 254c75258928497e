package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.AgentFolders;
import dev.dokployprovider.provider.machine.context.Keys;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineLock;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.reach.Bringing;
import dev.dokployprovider.provider.machine.service.Containers;
import dev.dokployprovider.provider.machine.service.FailureProblems;
import dev.dokployprovider.provider.machine.service.Lost;
import dev.dokployprovider.provider.machine.service.NewMachine;
import dev.dokployprovider.provider.machine.service.Projects;
import dev.dokployprovider.provider.machine.service.Rights;
import dev.dokployprovider.provider.machine.service.Services;
import dev.dokployprovider.provider.machine.service.StateTable;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.Wording;
import dev.dokployprovider.provider.recipe.spec.DockerMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Creates a machine, or finishes what an earlier create left half-made. Run twice it is one
 * machine: the service is found by its record or its name, and only a service of the same owner is
 * touched. What this run made is removed again when it fails; what was there before stays.
 */
public final class Create {
  private static final String WITHOUT_DOCKER =
      "This machine gets no Docker, so it is for SSH only: devpod up of a workspace needs Docker.";

  private final MachineContext context;
  private final Guard guard;
  private final Services services;

  /**
   * For one machine.
   *
   * @param guard takes back what is made if this process is killed
   */
  public Create(MachineContext context, Guard guard) {
    this.context = context;
    this.guard = guard;
    this.services = new Services(context);
  }

  /** Does it, one run at a time. */
  public void run() {
    context.folder().prepare();
    context.ssh().checkFolder();
    context.options().check();
    MachineSpecs.of(context);
    try (var lock = MachineLock.take(context)) {
      runAlone(lock.waited());
    }
  }

  /**
   * Does it.
   *
   * @param waited whether another run was working on the machine when this one began
   */
  private void runAlone(boolean waited) {
    context.folder().forgetState();
    var recorded = recorded();
    if (recorded.isPresent()) {
      use(recorded.get(), waited);
      return;
    }
    var projects = new Projects(context).find();
    var named = services.byName(projects);
    if (named.isPresent()) {
      use(services.onlyOurs(named.get()), waited);
    } else {
      make(projects);
    }
  }

  private Optional<Service> recorded() {
    return context
        .folder()
        .record()
        .flatMap(record -> context.dokploy().service(record.composeId()));
  }

  /** A service that is there already: a machine, or what an earlier create left half-made. */
  private void use(Service service, boolean waited) {
    if (waited && services.isOfAnotherFolder(service)) {
      // That run has just finished it, so this one is the loser; its folder remembers of what.
      context.folder().save(MachineRecord.of(service, MachineRecord.PENDING));
      throw new ProblemException(new Problem.TakenOver(context.id().value()));
    }
    var earlier = Begun.earlier(context, service);
    if (earlier.isEmpty()) {
      bringUp(service);
    } else {
      var begun = Begun.enter(context, guard, earlier);
      begun.made(service);
      finish(begun, () -> new Rollout(context).deploy(service));
    }
  }

  /** Used as it is, unless it was not made to its end from here. */
  private void bringUp(Service service) {
    var record =
        context
            .folder()
            .record()
            .filter(kept -> kept.composeId().equals(service.composeId()))
            .orElseGet(() -> MachineRecord.of(service, MachineRecord.PENDING));
    var rollout = new Rollout(context);
    if (rollout.isUnfinished(record) || services.isTakenOver(service)) {
      rollout.deployAgain(service);
      return;
    }
    var containers = new Containers(context, record).sure();
    if (containers.stream().allMatch(one -> one.state() == ContainerState.CREATED)) {
      rollout.deployAgain(service);
    } else if (StateTable.runningOf(containers).isEmpty()) {
      new Start(context).runAlone();
    } else {
      new Bringing(context).up(record);
    }
  }

  private void make(List<Project> projects) {
    MachineSpecs.checkNew(context.options().machine());
    Rights.checkNew(
        context.dokploy(),
        context.options().machine(),
        () -> projects.stream().anyMatch(this::isOfTheName));
    new Keys(context).ensure();
    new Rollout(context).mustFit();
    notes().forEach(context.progress()::note);
    var newMachine = new NewMachine(context);
    var begun = Begun.enter(context, guard, List.of());
    var service = made(begun, newMachine, projects);
    finish(
        begun,
        () -> {
          var whole = newMachine.withServer(service);
          begun.made(whole);
          new Rollout(context).deploy(whole);
        });
  }

  /** What certainly was not made needs no taking back. */
  private Service made(Begun begun, NewMachine newMachine, List<Project> projects) {
    try {
      var service =
          context
              .progress()
              .step("service", "Creating the service", () -> newMachine.make(projects, begun.id()));
      begun.made(service);
      return service;
    } catch (ProblemException e) {
      begun.end();
      throw e;
    } catch (DokployException e) {
      if (!Lost.answer(e.failure()) && !Lost.byInterrupt(e.failure())) {
        begun.end();
      }
      throw e;
    }
  }

  private void finish(Begun begun, Runnable work) {
    try {
      work.run();
      begun.end();
    } catch (DokployException e) {
      throw new ProblemException(undone(begun, problem(e)), e);
    } catch (ProblemException e) {
      throw new ProblemException(undone(begun, e.problem()), e);
    } catch (RuntimeException e) {
      var _ = undone(begun, new Problem.Unexpected(String.valueOf(e)));
      throw e;
    }
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
    return notes;
  }

  /**
   * Removes what was made; the problem with what became of that. The first failure is what the user
   * must see, so a second one only goes with it.
   */
  private Problem undone(Begun begun, Problem problem) {
    // Interrupted, the program still has to take away what it made.
    boolean interrupted = Thread.interrupted();
    try {
      var outcome =
          context
              .progress()
              .step("remove", "Removing what was made", () -> remove(begun.service()));
      begun.end();
      return switch (outcome) {
        case TAKEN_OVER -> new Problem.TakenOver(context.id().value());
        case REMOVED -> {
          MachineLock.forget(context);
          context.folder().clear();
          yield new Problem.Undone(problem);
        }
      };
    } catch (ProblemException e) {
      return notUndone(begun, problem, e.problem());
    } catch (DokployException e) {
      return notUndone(begun, problem, problem(e));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Undo.Outcome remove(MachineRecord made) {
    return new Undo(context, context.folder().mark()).remove(made);
  }

  private Problem notUndone(Begun begun, Problem first, Problem second) {
    String why = Wording.of(second).what();
    begun.failed(context, why);
    return new Problem.NotUndone(first, context.id().value(), why);
  }
}
