package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.containers.NewContainer;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.retry.RetryPolicy;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.Recipe;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Deploys a service and follows that deployment, and no older one, to its end. Its log tells the
 * end first, and is listened to where Dokploy can stream it; where not, the deployment is looked at
 * from time to time.
 *
 * <p>Dokploy's word is not the last: after a restart of Dokploy, or when a remote server was lost
 * in the middle, the deployment's row may say "running" or "cancelled" forever while the container
 * starts (docs/reference/dokploy.md §6.6). Then the container decides.
 */
public final class Deploying {
  private static final String STEP = "deploy";

  private final MachineContext context;
  private final Service before;
  private final Set<String> known;
  private final DeployRequest request;
  private final QueueView queueView;
  private final NewContainer container;
  private final RetryPolicy patience;
  private String lastSeen = "nothing yet";

  /**
   * @param before the service as it was, with the deployments that are not ours
   * @param recipe the hash of the recipe that is deployed
   */
  public Deploying(MachineContext context, Service before, String recipe) {
    this.context = context;
    this.before = before;
    this.known = before.deployments().stream().map(Deployment::id).collect(Collectors.toSet());
    this.request = new DeployRequest(context, before, known, STEP);
    this.queueView = new QueueView(context.dokploy(), before, context.time());
    this.container = new NewContainer(context, before, recipe);
    this.patience = new RetryPolicy(context.time());
  }

  /** The step with all attempts: one that failed and is followed by another is no failure. */
  public static <T> T step(MachineContext context, Supplier<T> attempts) {
    return context.progress().step(STEP, "Building and starting the machine", attempts);
  }

  /**
   * A deployment that went well.
   *
   * @param deployment empty where it is not known which one it was
   * @param log from its beginning, where it was followed
   * @param deletion to be ended before the machine is taken for up
   */
  public record Done(
      Optional<Deployment> deployment, Optional<String> log, DeletionCheck deletion) {}

  /** A step of its own, for a service of any kind. */
  void deploy(String text) {
    context.progress().step(STEP, text, this::toItsEnd);
  }

  /** The same within a step. */
  void toItsEnd() {
    attempt().deletion().end();
  }

  /**
   * Returns when the deployment has ended, or when the container that it makes was started; within
   * a step.
   *
   * @throws ProblemException if it failed or did not end in time
   */
  public Done attempt() {
    request.ask();
    var wait = Wait.atMost(context.options().createTimeout(), context.time());
    String name = Recipe.containerOf(before.appName());
    try (var log = new BuildLog(context, STEP, name, before.server().map(Server::id))) {
      var looks = new DeploymentPolling(log, before.server().isPresent());
      var ended = wait.after(looks.next()).until(looks, () -> look(log, looks));
      if (ended.isEmpty()) {
        container.mustBeReachable();
        throw new ProblemException(
            new Problem.DeploymentTimedOut(before.name(), wait.limit(), lastSeen));
      }
      var failed = ended.get().failed();
      if (failed.isPresent()) {
        throw new DeploymentFailure(context, before, log::ended).of(failed.get());
      }
      return new Done(ended.get().done(), log.whole(), ended.get().deletion());
    }
  }

  /**
   * How the following ended: the machine is up where no deployment failed.
   *
   * @param done the deployment that is known to have done it
   */
  private record End(
      Optional<Deployment> done, Optional<Deployment> failed, DeletionCheck deletion) {}

  private End up(Optional<Deployment> done) {
    return new End(done, Optional.empty(), DeletionCheck.none(context, before));
  }

  private End failed(Deployment deployment) {
    return new End(Optional.empty(), Optional.of(deployment), DeletionCheck.none(context, before));
  }

  private Optional<End> look(BuildLog log, DeploymentPolling looks) {
    if (!looks.isStarted() && looks.isOfLog()) {
      return Optional.empty();
    }
    if (looks.isStarted()) {
      // The container's port and its key prove more than Dokploy's row would.
      return Optional.of(
          new End(log.deployment(), Optional.empty(), DeletionCheck.begin(context, before)));
    }
    try {
      var now = context.dokploy().services().find(before.composeId());
      if (now.isEmpty()) {
        throw DeletionCheck.deleted(context, before);
      }
      patience.answered();
      var ours =
          now.get().deployments().stream()
              .filter(deployment -> !known.contains(deployment.id()))
              .toList();
      return ours.isEmpty() ? queued() : judge(ours, log, looks);
    } catch (DokployException e) {
      if (!patience.tolerates(e.failure())) {
        throw e;
      }
      seen("Dokploy does not answer; retrying");
      return Optional.empty();
    }
  }

  private Optional<End> judge(List<Deployment> newestFirst, BuildLog log, DeploymentPolling looks) {
    var done =
        newestFirst.stream().filter(one -> one.status() == Deployment.Status.DONE).findFirst();
    if (done.isPresent()) {
      return Optional.of(up(done));
    }
    var newest = newestFirst.getFirst();
    return switch (newest.status()) {
      case DONE -> Optional.of(up(Optional.of(newest)));
      case ERROR -> Optional.of(failed(newest));
      case RUNNING, UNKNOWN -> {
        log.look(newest);
        yield upIf(!looks.isHeard() && container.runsAfterAll(), "Docker builds and starts it");
      }
      case CANCELLED -> {
        request.seenCancelled(
            newest,
            context.dokploy().deployments().queue().map(jobs -> queueView.ours(jobs).isPresent()));
        yield upIf(container.runs(), "Dokploy was restarted; looking for the machine's container");
      }
    };
  }

  private Optional<End> upIf(boolean runs, String otherwise) {
    seen(
        container
            .trouble()
            .map(why -> "Waiting for the machine's server: " + why)
            .orElse(otherwise));
    return runs ? Optional.of(up(Optional.empty())) : Optional.empty();
  }

  private Optional<End> queued() {
    if (!queueView.isDue()) {
      return Optional.empty();
    }
    var queue = context.dokploy().deployments().queue();
    queue.ifPresent(jobs -> request.seen(queueView.ours(jobs).isPresent()));
    seen(queueView.words(queue));
    return Optional.empty();
  }

  private void seen(String text) {
    if (!text.equals(lastSeen)) {
      lastSeen = text;
      context.progress().working(STEP, text);
    }
  }
}
