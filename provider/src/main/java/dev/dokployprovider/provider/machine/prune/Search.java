package dev.dokployprovider.provider.machine.prune;

import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.deployment.SharedVolumes;
import dev.dokployprovider.provider.machine.folder.LeftImages;
import dev.dokployprovider.provider.machine.folder.Unfinished;
import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import dev.dokployprovider.provider.machine.project.Ownership;
import dev.dokployprovider.provider.machine.project.Projects;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.options.MachineId;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.CacheService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what this owner's machines have left in the projects of the configured name. It only reads.
 */
final class Search {
  private final MachineContext context;
  private final KnownFolders folders;

  Search(MachineContext context, KnownFolders folders) {
    this.context = context;
    this.folders = folders;
  }

  List<Leftover> run() {
    var projects = new Projects(context).search();
    var machines = ours(projects);
    var others = new OtherRuns(context);
    boolean creates = others.create();
    var left = new ArrayList<Leftover>();
    var interrupted = interrupted(machines);
    interrupted.stream().map(one -> orInUse(one, others.workOn(one.name()))).forEach(left::add);
    machines.stream()
        .filter(service -> !folders.knows(service.composeId()))
        .filter(service -> interrupted.stream().noneMatch(one -> isOf(one, service)))
        .map(service ->
            orInUse(
                new Leftover.MachineService(service, folders.noted(service.composeId())),
                others.workOn(service.name())))
        .toList()
        .forEach(left::add);
    SharedVolumes.of(context, projects).stream()
        .filter(caches -> isUnused(caches, machines))
        .map(caches -> orInUse(new Leftover.Caches(caches), creates))
        .forEach(left::add);
    new Services(context)
        .named(ImageHelper.name(context), projects).stream()
            .filter(service -> service.description().equals(ImageHelper.description(context)))
            .map(helper -> orInUse(new Leftover.Helper(helper), others.workOn(helper.name())))
            .forEach(left::add);
    new LeftImages(context.dataFolder())
        .of(context.options().server())
        .forEach(image -> left.add(image(image)));
    projects.stream()
        .filter(Project::isEmpty)
        .map(project ->
            orInUse(
                new Leftover.EmptyProject(project, new Projects(context).isMade(project)), creates))
        .forEach(left::add);
    return left;
  }

  private static Leftover orInUse(Leftover one, boolean inUse) {
    return inUse ? new Leftover.InUse(one.name()) : one;
  }

  private static boolean isOf(Leftover one, Service service) {
    return one instanceof Leftover.InterruptedCreate(var begun, var made)
        && made.filter(other -> other.composeId().equals(service.composeId())).isPresent();
  }

  /** The machines' services of this owner. */
  private List<Service> ours(List<Project> projects) {
    return projects.stream()
        .flatMap(project -> project.environments().stream())
        .flatMap(environment -> environment.services().stream())
        .flatMap(row -> context.dokploy().services().find(row.composeId()).stream())
        .filter(service -> isOurs(context, service))
        .toList();
  }

  static boolean isOurs(MachineContext context, Service service) {
    try {
      var id = new MachineId(service.name());
      return Ownership.of(service.description(), id, context.owner()) == Ownership.OURS;
    } catch (ProblemException noMachinesName) {
      return false;
    }
  }

  private List<Leftover> interrupted(List<Service> machines) {
    return new UnfinishedCreates(context.dataFolder())
        .list().stream()
            .filter(begun -> begun.server().equals(context.options().server()))
            .filter(begun -> begun.project().equals(context.options().project()))
            .filter(begun -> !begun.isAttended())
            .filter(begun -> !isKnown(begun))
            .<Leftover>map(begun ->
                new Leftover.InterruptedCreate(
                    begun,
                    begun
                        .service()
                        .flatMap(record ->
                            machines.stream()
                                .filter(made -> made.composeId().equals(record.composeId()))
                                .findFirst())))
            .toList();
  }

  /** Its folder is there: the machine can be created to the end, or deleted by its name. */
  private boolean isKnown(Unfinished begun) {
    return begun.service().filter(made -> folders.knows(made.composeId())).isPresent();
  }

  private static boolean isUnused(Service caches, List<Service> machines) {
    var volumes = CacheService.volumes(caches.composeFile());
    return machines.stream()
        .filter(machine -> server(machine).equals(server(caches)))
        .noneMatch(machine ->
            machine.composeFile().isEmpty()
                || volumes.stream().anyMatch(machine.composeFile()::contains));
  }

  private static Optional<String> server(Service service) {
    return service.server().map(Server::id);
  }

  /** Its containers too, where a delete was ended before Docker had removed them. */
  private Leftover image(LeftImages.LeftImage image) {
    int count = context.dokploy().docker().containers(image.appName(), image.serverId()).size();
    return count > 0 ? new Leftover.Containers(image, count) : new Leftover.MachineImage(image);
  }
}
