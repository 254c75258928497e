package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.deployment.LogSecrets;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/** Reads what Dokploy kept of a machine's newest deployment: its build and its start. */
public final class Logs {
  private final MachineContext context;

  public Logs(MachineContext context) {
    this.context = context;
  }

  /**
   * The log of a deployment.
   *
   * @param deployment the newest one
   * @param lines its last ones, without secrets
   */
  public record Log(Deployment deployment, List<String> lines) {
    public Log {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Empty where the machine was never deployed.
   *
   * @param lines how many at the most, 1 to 10,000
   * @throws ProblemException where there is no such machine
   */
  public Optional<Log> newest(int lines) {
    var dokploy = context.dokploy();
    var record = new Services(context).record();
    var service =
        record
            .flatMap(known -> dokploy.services().find(known.composeId()))
            .orElseThrow(
                () -> new ProblemException(new Problem.MachineNotFound(context.id().value())));
    return service.deployments().stream()
        .findFirst()
        .map(deployment -> {
          String text =
              dokploy
                  .deployments()
                  .log(deployment, record.flatMap(known -> known.serverId()), lines);
          return new Log(deployment, LogSecrets.blanked(text, context).lines().toList());
        });
  }
}
