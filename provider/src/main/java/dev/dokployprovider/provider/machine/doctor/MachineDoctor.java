package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.containers.StateTable;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.Recipe;
import dev.dokployprovider.provider.ssh.OpenResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The checks of one machine, from its record to its disk. */
public final class MachineDoctor {
  private static final Duration SSH = Duration.ofSeconds(12);

  private final Supplier<MachineContext> context;
  private final Supplier<Optional<MachineRecord>> record;
  private final Supplier<Optional<Service>> service;
  private final Supplier<List<Container>> containers;
  private final Supplier<Optional<ContainerDetails>> details;
  private final Supplier<OpenResult> reached;
  private final Supplier<MachineFacts> facts;

  /**
   * Nothing is looked at yet.
   *
   * @param machine what use cases work with; asked for when the options are known to be valid
   */
  public MachineDoctor(Supplier<MachineContext> machine) {
    this.context = Lazy.of(machine);
    this.record = Lazy.of(() -> new Services(context.get()).record());
    this.service =
        Lazy.of(() ->
            record
                .get()
                .flatMap(known -> context.get().dokploy().services().find(known.composeId())));
    this.containers =
        Lazy.of(() ->
            record
                .get()
                .map(known -> new Containers(context.get(), known).sure())
                .orElse(List.of()));
    this.details = Lazy.of(this::inspected);
    this.reached = Lazy.of(() -> context.get().ssh().probe(SSH));
    this.facts =
        Lazy.of(() ->
            MachineFacts.read(
                context.get().ssh().runOnce(MachineFacts.look(places()), SSH).stdout()));
  }

  /** In order of dependence; the first ones need the checks of the provider. */
  public List<Check> checks() {
    return List.of(
        new Check("record", List.of("options", "openssh", "token"), this::record),
        new Check("service", List.of("record"), this::service),
        new Check(
            "deployment",
            List.of("service"),
            () -> MachineChecks.deployment(name(), service.get().orElseThrow().deployments())),
        new Check("container", List.of("service"), this::container),
        new Check("health", List.of("container"), () -> MachineChecks.health(details.get())),
        new Check("route", List.of("container"), this::route),
        new Check("port", List.of("container"), this::port),
        new Check("host-key", List.of("port"), this::hostKey),
        new Check("ssh", List.of("host-key"), this::ssh),
        new Check("docker", List.of("ssh"), () -> InsideChecks.docker(facts.get())),
        new Check("network", List.of("ssh"), () -> InsideChecks.network(facts.get())),
        new Check("disk", List.of("ssh"), () -> InsideChecks.disk(facts.get())),
        new Check("volumes", List.of("ssh"), this::volumes),
        new Check("memory", List.of("ssh"), () -> InsideChecks.memory(facts.get())));
  }

  private String name() {
    return context.get().id().value();
  }

  private Finding record() {
    var known = record.get();
    if (known.isEmpty()) {
      throw new ProblemException(new Problem.MachineNotFound(name()));
    }
    var folder = context.get().folder();
    var modes =
        Stream.of(folder.ssh().privateKey(), folder.recordFile())
            .map(Computer::mode)
            .flatMap(Optional::stream)
            .toList();
    return MachineChecks.record(
        folder.path().toString(), folder.record().isPresent(), context.get().ssh().hasKey(), modes);
  }

  private Finding service() {
    var found = service.get();
    if (found.isEmpty()) {
      throw new ProblemException(new Problem.MachineNotFound(name()));
    }
    if (new Services(context.get()).isTakenOver(found.get())) {
      throw new ProblemException(new Problem.TakenOver(name()));
    }
    return Finding.ok(
        found.get().appName()
            + found.get().server().map(server -> " on the server " + server.name()).orElse(""));
  }

  private Finding container() {
    var seen = new StateTable.Seen(service.get(), containers.get(), false);
    Condition condition = StateTable.of(seen);
    if (StateTable.runningOf(containers.get()).isPresent()) {
      return Finding.ok("running");
    }
    return MachineChecks.notRunning(name(), condition);
  }

  private Optional<ContainerDetails> inspected() {
    var known = record.get().orElseThrow();
    return StateTable.runningOf(containers.get())
        .flatMap(
            running -> context.get().dokploy().docker().container(running.id(), known.serverId()));
  }

  private List<Published> published() {
    return details
        .get()
        .map(seen -> seen.published().getOrDefault(Recipe.SSH_PORT + "/tcp", List.of()))
        .orElse(List.of());
  }

  private DeployedRoute deployedRoute() {
    return record.get().orElseThrow().route();
  }

  private Finding route() {
    return MachineChecks.route(name(), deployedRoute(), published());
  }

  private Finding port() {
    var address = context.get().ssh().address();
    return address
        .map(where -> ReachChecks.port(name(), where, deployedRoute(), published(), reached.get()))
        .orElseGet(() ->
            Finding.failed(
                "This computer has no address of the machine yet.",
                "Start it; the provider then looks for it:",
                "devpod machine start " + name()));
  }

  private Finding hostKey() {
    var known = record.get().orElseThrow();
    return ReachChecks.hostKey(
        name(),
        context.get().ssh().address().orElseThrow(),
        context.get().ssh().pinned(known.appName()).isPresent(),
        reached.get());
  }

  private Finding ssh() {
    return ReachChecks.ssh(name(), context.get().ssh().isOpen(), reached.get(), sshConfig());
  }

  private Finding volumes() {
    return InsideChecks.volumes(
        facts.get(), places(), context.get().folder().read(MachineFolder.LOST_VOLUMES));
  }

  private Collection<String> places() {
    return MachineSpecs.places(context.get());
  }

  private Path sshConfig() {
    return context.get().folder().ssh().config();
  }
}
