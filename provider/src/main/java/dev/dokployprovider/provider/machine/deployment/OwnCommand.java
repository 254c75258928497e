package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.retry.WriteRecovery;
import dev.dokployprovider.provider.machine.time.Wait;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Has Dokploy run a docker command of ours in place of compose's "up", as each compose service lets
 * its user say. It is the one way to remove an image before 0.30.0, and the one of a member who may
 * not read Docker: no call does (docs/reference/dokploy.md §2.6). It waits its turn in the queue
 * like every deployment, so it is done only where that comes soon.
 */
public final class OwnCommand {
  /** In which an idle queue takes it (docs/reference/dokploy.md §6.4: at once). */
  private static final Duration TURN = Duration.ofSeconds(6);

  /** Containers have 30 s to end. */
  private static final Duration DONE = Duration.ofSeconds(60);

  private final MachineContext context;

  public OwnCommand(MachineContext context) {
    this.context = context;
  }

  /**
   * Runs it for a service that nothing else is done with.
   *
   * @param service as it is now
   * @param command what follows "docker"
   * @return how it ended; empty where it had no turn, and was taken back, or did not end in time
   */
  public Optional<Deployment> run(Service service, String command, String title) {
    var before = service.deployments().stream().map(Deployment::id).collect(Collectors.toSet());
    WriteRecovery.repeated(
        () -> context.dokploy().services().setCommand(service.composeId(), command));
    boolean answered = isAnswered(service, title);
    var begun = begun(service, before);
    if (begun.isEmpty() && !answered) {
      context.dokploy().deployments().cancelWaiting(service.composeId());
      var _ = isAnswered(service, title);
      begun = begun(service, before);
    }
    if (begun.isEmpty()) {
      context.dokploy().deployments().cancelWaiting(service.composeId());
      return Optional.empty();
    }
    return Wait.atMost(DONE, context.time())
        .until(() ->
            deployment(service.composeId(), before)
                .filter(one -> one.status() != Deployment.Status.RUNNING));
  }

  /** Puts it in the queue; whether Dokploy said so. */
  private boolean isAnswered(Service service, String title) {
    try {
      context.dokploy().deployments().deploy(service.composeId(), title);
      return true;
    } catch (DokployException e) {
      if (!WriteRecovery.answer(e.failure())) {
        throw e;
      }
      return false;
    }
  }

  private Optional<Deployment> begun(Service service, Set<String> before) {
    return Wait.atMost(TURN, context.time()).until(() -> deployment(service.composeId(), before));
  }

  /** The one that has begun since. */
  private Optional<Deployment> deployment(String composeId, Set<String> before) {
    return context.dokploy().services().find(composeId).stream()
        .flatMap(service -> service.deployments().stream())
        .filter(one -> !before.contains(one.id()))
        .findFirst();
  }
}
