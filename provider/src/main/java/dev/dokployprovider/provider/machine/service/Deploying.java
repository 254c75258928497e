package dev.dokployprovider.provider.machine.service;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.QueuedJob;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Deploys a service and follows that deployment, and no older one, to its end.
 *
 * <p>Dokploy's word is not the last: after a restart of Dokploy the deployment's row may say
 * "running" or "cancelled" for ever while the container comes up (dokploy-observed.md). So a
 * cancelled one only ends the following here; whether the machine runs is seen from its container.
 */
public final class Deploying {
  private static final String STEP = "deploy";
  private static final int LOG_LINES = 200;

  /** No deployment is quicker; each look is a call. */
  private static final Duration AT_LEAST = Duration.ofMillis(500);

  /** Until then a row that says "running" is believed without asking Docker. */
  private static final Duration BELIEVED = Duration.ofSeconds(20);

  private final MachineContext context;
  private String lastSeen = "nothing yet";

  public Deploying(MachineContext context) {
    this.context = context;
  }

  /**
   * Returns when the deployment has ended, or when a container of a service that never had one
   * runs.
   *
   * @param before the service as it was, with the deployments that are not ours
   * @return the deployment, where it is known which one it was
   * @throws ProblemException if it failed or did not end in time
   */
  public Optional<Deployment> deploy(Service before) {
    return deploy(before, "Building and starting the machine");
  }

  /** The same for a service of any kind. */
  Optional<Deployment> deploy(Service before, String text) {
    return context.progress().step(STEP, text, () -> follow(before));
  }

  private Optional<Deployment> follow(Service before) {
    var known = before.deployments().stream().map(Deployment::id).collect(Collectors.toSet());
    ask(before);
    var wait =
        Wait.atMost(context.options().createTimeout(), context.time())
            .every(Duration.ofMillis(300), Duration.ofSeconds(3))
            .after(AT_LEAST);
    var ended = wait.until(() -> look(before, known, wait));
    if (ended.isEmpty()) {
      throw new ProblemException(
          new Problem.DeploymentTimedOut(before.name(), wait.limit(), lastSeen));
    }
    return switch (ended.get()) {
      case End.Up(var deployment) -> deployment;
      case End.Failed(var deployment) -> throw failed(before, deployment);
    };
  }

  /** A lost answer is settled by looking: following finds the deployment if it was taken. */
  private void ask(Service service) {
    try {
      context.dokploy().deploy(service.composeId(), "DevPod machine " + context.id());
    } catch (DokployException e) {
      if (!Lost.answer(e.failure())) {
        throw e;
      }
      context.progress().working(STEP, "The answer was lost; looking what became of it");
    }
  }

  /** How the following ended. */
  private sealed interface End {
    /** With the deployment that is known to have done it. */
    record Up(Optional<Deployment> deployment) implements End {}

    record Failed(Deployment deployment) implements End {}
  }

  private Optional<End> look(Service before, Set<String> known, Wait wait) {
    try {
      var now = context.dokploy().service(before.composeId());
      if (now.isEmpty()) {
        throw new ProblemException(new Problem.MachineNotFound(context.id().value()));
      }
      var ours =
          now.get().deployments().stream()
              .filter(deployment -> !known.contains(deployment.id()))
              .toList();
      return ours.isEmpty() ? queued() : judge(before, ours, wait);
    } catch (DokployException e) {
      if (!Lost.forNow(e.failure())) {
        throw e;
      }
      seen("Dokploy does not answer; trying again");
      return Optional.empty();
    }
  }

  private Optional<End> judge(Service before, List<Deployment> newestFirst, Wait wait) {
    var done =
        newestFirst.stream().filter(one -> one.status() == Deployment.Status.DONE).findFirst();
    if (done.isPresent()) {
      return Optional.of(new End.Up(done));
    }
    var newest = newestFirst.getFirst();
    return switch (newest.status()) {
      case DONE, CANCELLED -> Optional.of(new End.Up(Optional.empty()));
      case ERROR -> Optional.of(new End.Failed(newest));
      case RUNNING, UNKNOWN -> {
        seen("Docker builds and starts it");
        boolean longAgo = wait.passed().compareTo(BELIEVED) > 0;
        yield longAgo && before.deployments().isEmpty() ? upWithoutWord(before) : Optional.empty();
      }
    };
  }

  /** The first container of a service proves its deployment, whatever the row says. */
  private Optional<End> upWithoutWord(Service service) {
    var containers =
        context
            .dokploy()
            .containers(service.appName(), service.server().map(server -> server.id()));
    return StateTable.runningOf(containers).map(running -> new End.Up(Optional.empty()));
  }

  private Optional<End> queued() {
    var jobs = context.dokploy().queue();
    seen(
        jobs.stream()
            .filter(QueuedJob::active)
            .findFirst()
            .map(job -> "Waiting in Dokploy's queue; it is busy with: " + job.title())
            .orElse("Waiting for its turn in Dokploy's queue"));
    return Optional.empty();
  }

  private void seen(String text) {
    if (!text.equals(lastSeen)) {
      lastSeen = text;
      context.progress().working(STEP, text);
    }
  }

  private ProblemException failed(Service service, Deployment deployment) {
    var reason =
        deployment.errorMessage().map(List::of).orElseGet(() -> readReason(service, deployment));
    if (DeploymentLog.isPortTaken(reason)) {
      return new ProblemException(
          new Problem.PortsUsedUp(
              context.options().machine().sshPorts(), String.join(" ", reason)));
    }
    if (DeploymentLog.isDiskLimitRefused(reason)) {
      return new ProblemException(new Problem.DiskLimitRefused(reason));
    }
    return new ProblemException(new Problem.DeploymentFailed(service.name(), reason));
  }

  private List<String> readReason(Service service, Deployment deployment) {
    try {
      return DeploymentLog.reason(
          context
              .dokploy()
              .deploymentLog(deployment, service.server().map(server -> server.id()), LOG_LINES));
    } catch (DokployException e) {
      return List.of("Its log can't be read: " + shown(e.failure()));
    }
  }

  private String shown(Failure failure) {
    return Wording.of(FailureProblems.of(failure, context.options().server())).what();
  }
}
