package dev.dokployprovider.provider.machine.project;

import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.retry.WriteRecovery;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes the service of a new machine, and the project where there is none yet. Names are not unique
 * in Dokploy and nothing is idempotent (docs/reference/dokploy.md §2.1, §2.3): a write whose answer
 * was lost is settled by looking for what it should have made.
 */
public final class NewMachine {
  /** What a computer needs that gives way: a look, and a delete. */
  private static final Duration OTHERS_GO = Duration.ofMinutes(1);

  private final MachineContext context;
  private final Services services;
  private final Projects projects;

  public NewMachine(MachineContext context) {
    this.context = context;
    this.services = new Services(context);
    this.projects = new Projects(context);
  }

  /**
   * Makes it.
   *
   * @param known the projects, as they were a moment ago
   * @param server where it goes; empty for Dokploy's own
   * @param run the id of this create
   */
  public Service make(List<Project> known, Optional<Server> server, String run) {
    var environment = projects.environment(known);
    return WriteRecovery.settled(
        context.time(),
        () -> create(environment, server.map(Server::id), run),
        () -> services.madeBy(run, projects.search()));
  }

  /**
   * Waits for or gives way to another computer that made the machine of this owner's at the same
   * time: names are not unique, and a lock is only for the runs of one computer.
   *
   * @throws ProblemException where another one goes on with the machine
   */
  public void mustBeAlone(Service made) {
    boolean alone =
        Wait.atMost(OTHERS_GO, context.time())
            .until(() -> {
              var turn = CreatePrecedence.of(made, services.madeElsewhere(made, projects.find()));
              if (turn == CreatePrecedence.WAITS) {
                context
                    .progress()
                    .working("service", "Another computer is creating it too, and gives way");
              }
              return turn == CreatePrecedence.WAITS
                  ? Optional.empty()
                  : Optional.of(turn == CreatePrecedence.GOES_ON);
            })
            .orElse(false);
    if (!alone) {
      throw new ProblemException(new Problem.CreatedElsewhere(context.id().value()));
    }
  }

  /** The same service with its server's name and address, which the answer to a create lacks. */
  public Service withServer(Service made) {
    return context.options().remoteServer().isEmpty()
        ? made
        : context.dokploy().services().find(made.composeId()).orElse(made);
  }

  /**
   * Where it is to go; empty for Dokploy's own.
   *
   * @param known the projects, as they were a moment ago
   * @throws ProblemException when that server is not there, or does not answer Dokploy
   */
  public Optional<Server> server(List<Project> known) {
    return new RemoteServers(context.dokploy(), context.options())
        .choose(
            known.stream()
                .filter(project -> project.name().equals(context.options().project()))
                .map(Project::id)
                .toList());
  }

  private Service create(Environment environment, Optional<String> server, String run) {
    return context
        .dokploy()
        .services()
        .create(
            environment,
            new NewService(
                context.id().value(),
                context.id().appName(),
                Ownership.describeNew(context.id(), context.owner(), context.mark(), run),
                server));
  }
}
