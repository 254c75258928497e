package dev.dokployprovider.provider.machine.service;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.problem.DeploymentFault;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.Wording;
import java.util.List;

/** Why a deployment failed: what its row says, or else its log. */
final class DeploymentFailure {
  private static final int LOG_LINES = 200;

  private final MachineContext context;
  private final Service service;

  DeploymentFailure(MachineContext context, Service service) {
    this.context = context;
    this.service = service;
  }

  ProblemException of(Deployment deployment) {
    var read =
        deployment
            .errorMessage()
            .map(said -> DeploymentLog.said(said, context.options().token()))
            .orElseGet(() -> read(deployment));
    return new ProblemException(
        read.fault() == DeploymentFault.PORT_TAKEN
            ? new Problem.PortsUsedUp(context.options().sshPorts(), String.join(" ", read.lines()))
            : new Problem.DeploymentFailed(service.name(), read.fault(), read.lines()));
  }

  private DeploymentLog.Reading read(Deployment deployment) {
    try {
      return DeploymentLog.read(
          context.dokploy().deploymentLog(deployment, service.server().map(Server::id), LOG_LINES),
          context.options().token());
    } catch (DokployException e) {
      return new DeploymentLog.Reading(
          DeploymentFault.UNKNOWN, List.of("Its log can't be read: " + shown(e.failure())));
    }
  }

  private String shown(Failure failure) {
    return Wording.of(FailureProblems.of(failure, context.options().server())).what();
  }
}
