package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.project.Projects;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.machine.retry.WriteRecovery;
import dev.dokployprovider.provider.recipe.CacheService;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes sure that the volumes exist that an owner's machines share. Docker makes a volume for the
 * service that names it first, and compose takes it away with that service; so they belong to a
 * service of their own, one for each owner and server, which runs no container.
 */
public final class SharedVolumes {
  /** No container of it proves that its deployment has ended: there is none. */
  private static final String NO_RECIPE = "";

  private final MachineContext context;

  public SharedVolumes(MachineContext context) {
    this.context = context;
  }

  /**
   * Makes those that are missing on the machine's server.
   *
   * @param names as they are called on the server
   */
  public void ensure(Service machine, Collection<String> names) {
    if (names.isEmpty()) {
      return;
    }
    var existing = find(machine, new Projects(context).find());
    if (existing.filter(service -> has(service, names)).isEmpty()) {
      deploying(machine, existing, names).deploy("Making the volumes that your machines share");
    }
  }

  /** Makes also those of which the service says that they are there: they were removed manually. */
  public void makeAgain(Service machine, Collection<String> names) {
    if (!names.isEmpty()) {
      deploying(machine, find(machine, new Projects(context).find()), names).toItsEnd();
    }
  }

  private Deploying deploying(
      Service machine, Optional<Service> existing, Collection<String> names) {
    var service = existing.orElseGet(() -> make(machine));
    var all = new TreeSet<>(CacheService.volumes(service.composeFile()));
    all.addAll(names);
    WriteRecovery.repeated(() ->
        context
            .dokploy()
            .services()
            .update(service.composeId(), CacheService.composeFile(all), description()));
    return new Deploying(context, service, NO_RECIPE);
  }

  private Optional<Service> find(Service machine, List<Project> projects) {
    return new Services(context)
        .named(name(), projects).stream()
            .filter(service -> service.description().equals(description()))
            .filter(service -> server(service).equals(server(machine)))
            .findFirst();
  }

  private static boolean has(Service service, Collection<String> names) {
    return CacheService.volumes(service.composeFile()).containsAll(names)
        && service.deployments().stream()
            .findFirst()
            .filter(newest -> newest.status() == Deployment.Status.DONE)
            .isPresent();
  }

  private Service make(Service machine) {
    var projects = new Projects(context);
    var environment = projects.environment(projects.find());
    var wanted = new NewService(name(), "devpod-caches", description(), server(machine));
    var made =
        WriteRecovery.settled(
            context.time(),
            () -> context.dokploy().services().create(environment, wanted),
            () -> find(machine, projects.search()));
    // Its log and its server's troubles are looked for where it is, which the answer lacks.
    return server(made).equals(server(machine))
        ? made
        : context.dokploy().services().find(made.composeId()).orElse(made);
  }

  /** The services that hold an owner's, one for each server at the most. */
  public static List<Service> of(MachineContext context, List<Project> projects) {
    var shared = new SharedVolumes(context);
    return new Services(context)
        .named(shared.name(), projects).stream()
            .filter(service -> service.description().equals(shared.description()))
            .toList();
  }

  private String name() {
    return "devpod-caches-" + context.owner().value().substring(0, 8);
  }

  private String description() {
    return "Volumes that DevPod machines share (owner %s)".formatted(context.owner().value());
  }

  private static Optional<String> server(Service service) {
    return service.server().map(Server::id);
  }
}
