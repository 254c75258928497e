package dev.dokployprovider.provider.machine.project;

import dev.dokployprovider.dokploy.Environment.ServiceName;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.KeptToken;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a machine's service: by the record, or by its name, proved by its description. */
public final class Services {
  private final MachineContext context;

  public Services(MachineContext context) {
    this.context = context;
  }

  /**
   * The record, or where it is missing one made of what is found on the server.
   *
   * @throws ProblemException where the record is of a machine at another Dokploy
   */
  public Optional<MachineRecord> record() {
    var record = context.folder().record();
    record.filter(this::isElsewhere).ifPresent(this::mustBeOfThisDokploy);
    return record.or(this::foundByName);
  }

  /**
   * The same for who holds the machine's lock: a new address of its Dokploy is written into the
   * record, so that later verbs need not ask whether it is the same Dokploy.
   */
  public Optional<MachineRecord> recordAtNewAddress() {
    return record()
        .map(found -> {
          if (!isOfAnotherAddress(found)) {
            return found;
          }
          var moved = found.at(context.options().server());
          context.folder().save(moved);
          return moved;
        });
  }

  /**
   * Dokploy may have got another address, so its answer counts. It is asked only where the address
   * is not the one of the record.
   *
   * @throws ProblemException where the record is of a machine at another Dokploy
   */
  public void mustBeHere() {
    elsewhere().ifPresent(this::mustBeOfThisDokploy);
  }

  /** The record, where it is of a machine at another Dokploy. */
  public Optional<MachineRecord> elsewhere() {
    return context.folder().record().filter(this::isElsewhere);
  }

  private boolean isElsewhere(MachineRecord record) {
    return isOfAnotherAddress(record)
        && context.dokploy().services().find(record.composeId()).isEmpty();
  }

  /**
   * For a record whose service Dokploy does not know: whether that tells that it is gone.
   *
   * @throws ProblemException where the record is of a machine at another Dokploy
   */
  public void mustBeOfThisDokploy(MachineRecord record) {
    if (isOfAnotherAddress(record)) {
      throw new ProblemException(
          new Problem.OtherDokploy(
              context.id().value(),
              record.dokploy().orElseThrow(),
              context.options().server().toString()));
    }
  }

  private boolean isOfAnotherAddress(MachineRecord record) {
    String here = KeptToken.originOf(context.options().server().toString());
    return record.dokploy().map(KeptToken::originOf).filter(made -> !made.equals(here)).isPresent();
  }

  private Optional<MachineRecord> foundByName() {
    return byName(new Projects(context).find())
        .map(service -> MachineRecord.of(service, MachineRecord.NO_RECIPE));
  }

  /**
   * What this folder has made since the machine of its record went: a create that was killed before
   * it wrote a record, where an earlier one was still there. One that another folder has made stays
   * that folder's.
   */
  public Optional<MachineRecord> madeSince() {
    if (context.folder().record().isEmpty()) {
      return Optional.empty();
    }
    var owners =
        named(context.id().value(), new Projects(context).find()).stream()
            .filter(service -> ownership(service) == Ownership.OURS)
            .toList();
    if (owners.stream().anyMatch(this::isOfAnotherFolder)) {
      context
          .progress()
          .note(
              "The machine was deleted elsewhere. Another folder of yours has made one of the same"
                  + " name since, which stays.");
    }
    return owners.stream()
        .filter(service -> !isOfAnotherFolder(service))
        .findFirst()
        .map(service -> MachineRecord.of(service, MachineRecord.NO_RECIPE));
  }

  /** The service that the create of that id made. */
  public Optional<Service> madeBy(String run, List<Project> projects) {
    return named(context.id().value(), projects).stream()
        .filter(service -> Ownership.run(service.description()).equals(Optional.of(run)))
        .findFirst();
  }

  /**
   * The service of the machine's name in the projects of the configured name.
   *
   * @throws ProblemException if it is there but belongs to another user
   */
  public Optional<Service> byName(List<Project> projects) {
    var named = named(context.id().value(), projects);
    for (var wanted : List.of(Ownership.OURS, Ownership.PROTOTYPE)) {
      var found = named.stream().filter(service -> ownership(service) == wanted).findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    if (!named.isEmpty()) {
      throw foreign(named.getFirst());
    }
    return Optional.empty();
  }

  /**
   * The owner's other services of that machine in the projects of the configured name, which
   * another computer of theirs may have made at the same time.
   */
  List<Service> madeElsewhere(Service service, List<Project> projects) {
    return listed(service.name(), projects)
        .filter(other -> !other.composeId().equals(service.composeId()))
        .flatMap(other -> context.dokploy().services().find(other.composeId()).stream())
        .filter(other -> ownership(other) == Ownership.OURS)
        // What a create of this folder has left, its guard removes.
        .filter(this::isOfAnotherFolder)
        .toList();
  }

  /** All services of that name in the projects of the configured name. */
  public List<Service> named(String name, List<Project> projects) {
    return listed(name, projects)
        .flatMap(service -> context.dokploy().services().find(service.composeId()).stream())
        .toList();
  }

  /** As the projects list them, without what only a call for each tells. */
  private Stream<ServiceName> listed(String name, List<Project> projects) {
    return projects.stream()
        .filter(project -> project.name().equals(context.options().project()))
        .flatMap(project -> project.environments().stream())
        .flatMap(environment -> environment.services().stream())
        .filter(service -> service.name().equals(name));
  }

  private Ownership ownership(Service service) {
    return Ownership.of(service.description(), context.id(), context.owner());
  }

  /**
   * Whether another folder of this user has deployed the machine since this one did: then its keys
   * count and not this folder's.
   */
  public boolean isTakenOver(Service service) {
    return context.folder().record().isPresent() && isOfAnotherFolder(service);
  }

  /** Whether the service says that a folder has deployed it last that is not this one. */
  public boolean isOfAnotherFolder(Service service) {
    return Ownership.mark(service.description())
        .filter(mark -> !context.folder().knownMark().equals(Optional.of(mark)))
        .isPresent();
  }

  /** The same service; refused if it is not this owner's. */
  public Service onlyOurs(Service service) {
    if (ownership(service) != Ownership.OURS) {
      throw foreign(service);
    }
    return service;
  }

  private ProblemException foreign(Service service) {
    return new ProblemException(
        new Problem.ForeignService(
            service.name(), context.options().project(), service.description()));
  }
}
