package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.AgentFolders;
import dev.dokployprovider.provider.machine.context.Keys;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.reach.Bringing;
import dev.dokployprovider.provider.machine.service.Containers;
import dev.dokployprovider.provider.machine.service.NewMachine;
import dev.dokployprovider.provider.machine.service.Projects;
import dev.dokployprovider.provider.machine.service.Rights;
import dev.dokployprovider.provider.machine.service.Services;
import dev.dokployprovider.provider.machine.service.StateTable;
import dev.dokployprovider.provider.recipe.spec.DockerMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a machine, or finishes what an earlier create left half-made. Run twice it is one machine:
 * the service is found by its record or its name, and only a service of the same owner is touched.
 * What this run made is removed again when it fails; what was there before stays.
 */
public final class Create {
  private static final String WITHOUT_DOCKER =
      "This machine gets no Docker, so it is for SSH only: devpod up of a workspace needs Docker.";

  private final MachineContext context;
  private final Services services;

  public Create(MachineContext context) {
    this.context = context;
    this.services = new Services(context);
  }

  /** Does it, one run at a time. */
  public void run() {
    context.folder().prepare();
    context.ssh().checkFolder();
    context.options().check();
    MachineSpecs.of(context);
    try (var _ = context.folder().lock(context.options().patience(), context.time())) {
      runAlone();
    }
  }

  private void runAlone() {
    context.folder().forgetState();
    var recorded = recorded();
    if (recorded.isPresent()) {
      bringUp(recorded.get());
      return;
    }
    var projects = new Projects(context).find();
    var named = services.byName(projects);
    if (named.isPresent()) {
      bringUp(services.onlyOurs(named.get()));
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

  /** A machine that was here before: used as it is, unless it was not made to its end from here. */
  private void bringUp(Service service) {
    var record =
        context
            .folder()
            .record()
            .filter(kept -> kept.composeId().equals(service.composeId()))
            .orElseGet(() -> MachineRecord.of(service, MachineRecord.PENDING));
    var rollout = new Rollout(context);
    if (rollout.isUnfinished(record)) {
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
    var service =
        context.progress().step("service", "Making the service", () -> newMachine.make(projects));
    boolean done = false;
    try {
      service = newMachine.withServer(service);
      new Rollout(context).deploy(service);
      done = true;
    } finally {
      if (!done) {
        removeAgain(service);
      }
    }
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

  /** The first failure is what the user must see, so a second one here only joins the progress. */
  private void removeAgain(Service service) {
    // Told to end, the program still has to take away what it made.
    boolean told = Thread.interrupted();
    try {
      context
          .progress()
          .step(
              "remove",
              "Removing what was made",
              () -> new Delete(context).delete(MachineRecord.of(service, MachineRecord.NO_RECIPE)));
      context.folder().clear();
    } catch (RuntimeException e) {
      context
          .progress()
          .working(
              "remove",
              "The service "
                  + service.name()
                  + " could not be removed yet; delete the machine to try again");
    } finally {
      if (told) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
