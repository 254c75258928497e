package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.KeptLogs;
import dev.dokployprovider.provider.problem.DeploymentFault;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.Wording;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Why a deployment failed: what its row says, or else its log. */
final class DeploymentFailure {
  /** All that Dokploy gives (docs/reference/dokploy.md §2.5). */
  private static final int LOG_LINES = 10_000;

  private final MachineContext context;
  private final Service service;
  private final Consumer<String> log;
  private Optional<Failure> unread = Optional.empty();

  /**
   * @param log told of the whole log, where it was read
   */
  DeploymentFailure(MachineContext context, Service service, Consumer<String> log) {
    this.context = context;
    this.service = service;
    this.log = log;
  }

  ProblemException of(Deployment deployment) {
    var whole = deployment.errorMessage().isPresent() ? "" : whole(deployment);
    log.accept(whole);
    var read =
        deployment
            .errorMessage()
            .map(said -> DeploymentLog.said(said, context.options().token()))
            .orElseGet(() -> read(whole));
    return new ProblemException(
        read.fault() == DeploymentFault.PORT_TAKEN
            ? new Problem.PortsUsedUp(context.options().sshPorts(), String.join(" ", read.lines()))
            : new Problem.DeploymentFailed(
                service.name(), read.fault(), read.lines(), kept(whole)));
  }

  private DeploymentLog.Reading read(String log) {
    if (unread.isPresent()) {
      return new DeploymentLog.Reading(
          DeploymentFault.UNKNOWN, List.of("Its log can't be read: " + shown(unread.get())));
    }
    return DeploymentLog.read(log, context.options().token());
  }

  private String whole(Deployment deployment) {
    try {
      return context
          .dokploy()
          .deployments()
          .log(deployment, service.server().map(Server::id), LOG_LINES);
    } catch (DokployException e) {
      unread = Optional.of(e.failure());
      return "";
    }
  }

  /** A create that fails removes the service, and Dokploy the log with it. */
  private Optional<Path> kept(String log) {
    return log.isBlank()
        ? Optional.empty()
        : new KeptLogs(context.dataFolder())
            .keep(context.id().value(), context.time().now(), LogSecrets.blanked(log, context));
  }

  private String shown(Failure failure) {
    return Wording.of(FailureProblems.of(failure, context.options().server())).what();
  }
}
