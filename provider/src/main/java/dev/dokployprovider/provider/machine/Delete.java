package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineLock;
import dev.dokployprovider.provider.machine.deployment.Image;
import dev.dokployprovider.provider.machine.deployment.Leftovers;
import dev.dokployprovider.provider.machine.deployment.Settling;
import dev.dokployprovider.provider.machine.folder.MachineFolders;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.folder.StaleFiles;
import dev.dokployprovider.provider.machine.progress.WaitReason;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.machine.retry.WriteRecovery;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.DiscardScript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Deletes a machine with its volumes. Dokploy's answer proves nothing (docs/reference/dokploy.md
 * §3.5), so Docker is asked whether anything is left. The project stays: another machine may be on
 * its way into it. Deleting what is gone is success.
 */
public final class Delete {
  /** Dokploy answers when Docker has removed the containers, if it could. */
  private static final Duration ANSWERED = Duration.ofSeconds(5);

  /**
   * Without its answer Docker may still be at it: the service goes first (docs/reference/dokploy.md
   * §3.5), and a machine has 30 s to end.
   */
  private static final Duration UNANSWERED = Duration.ofSeconds(45);

  /** Half of what it saves. */
  private static final Duration DISCARD = Duration.ofSeconds(5);

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private static final String STEP = "Deleting the machine";

  private final MachineContext context;
  private final boolean atAny;

  public Delete(MachineContext context) {
    this(context, false);
  }

  private Delete(MachineContext context, boolean atAny) {
    this.context = context;
    this.atAny = atAny;
  }

  /** The same also where another Dokploy has the machine: then only its folder is emptied. */
  public static Delete atAny(MachineContext context) {
    return new Delete(context, true);
  }

  /** Does it, one run at a time. */
  public void run() {
    try (var _ = MachineLock.take(context)) {
      runAlone();
    }
  }

  private void runAlone() {
    var services = new Services(context);
    var elsewhere = services.elsewhere();
    if (elsewhere.isPresent() && atAny) {
      context
          .progress()
          .note(
              "What %s has of the machine stays there; only this computer forgets it."
                  .formatted(elsewhere.get().dokploy().orElseThrow()));
    } else {
      elsewhere.ifPresent(services::mustBeOfThisDokploy);
      deleteHere(services);
    }
    context.ssh().close();
    context.folder().clear();
    StaleFiles.remove(context.dataFolder(), context.time().now());
  }

  private void deleteHere(Services services) {
    deleteOfMove(services);
    var wasThere = new AtomicBoolean();
    services
        .record()
        .ifPresent(record ->
            deleteAndForget(
                STEP,
                record,
                service -> {
                  wasThere.set(true);
                  return anyFolders(service);
                }));
    if (!wasThere.get()) {
      services.madeSince().ifPresent(record -> deleteAndForget(STEP, record, this::anyFolders));
    }
  }

  /** What a move that did not end has on the other server. */
  private void deleteOfMove(Services services) {
    var own = context.folder().record().map(MachineRecord::composeId);
    for (var folder : List.of(context.folder().successor(), context.folder().former())) {
      folder
          .record()
          .filter(record -> !own.equals(Optional.of(record.composeId())))
          .ifPresent(record ->
              new Delete(context.in(folder))
                  .deleteAndForget(
                      "Deleting what a move has left",
                      record,
                      service -> !services.isOfAnotherFolder(service)));
    }
  }

  /**
   * Deletes it unless that is not wanted any more, and the creates that were to make it.
   *
   * @param step for people
   * @param wanted asked right before, of the service as it is then
   */
  public void deleteAndForget(String step, MachineRecord record, Predicate<Service> wanted) {
    context.progress().step("delete", step, () -> deleteIf(record, wanted));
    UnfinishedEntry.forget(context, record);
  }

  private boolean anyFolders(Service service) {
    if (new Services(context).isTakenOver(service)) {
      context
          .progress()
          .note(
              "Another folder of yours deployed this machine last; it is deleted for that one too.");
    }
    return true;
  }

  /** Deletes it, without a look at the machine's folder. */
  public void delete(MachineRecord record) {
    var _ = deleteIf(record, service -> true);
  }

  /**
   * Deletes a machine unless that is not wanted any more.
   *
   * @param wanted asked right before, of the service as it is then
   * @return whether it was wanted
   */
  boolean deleteIf(MachineRecord record, Predicate<Service> wanted) {
    var containers = new Containers(context, record);
    // Dokploy would forget the service now, and what runs there would run on unseen.
    containers.mustAnswer();
    var service = new Settling(context).settle(record, "delete");
    if (service.isPresent() && !wanted.test(service.get())) {
      return false;
    }
    endQuickly(containers);
    var image = new Image(context, record);
    image.beforeDeletion(service);
    boolean answered = deleteService(record);
    if (!isGone(containers, answered ? ANSWERED : UNANSWERED)) {
      context.progress().working("delete", "Removing what Dokploy has left");
      var leftovers = new Leftovers(context, record);
      if (!leftovers.removeContainers(containers.seen()) || !isGone(containers, LIMIT)) {
        throw leftBehind(record, containers.seen());
      }
    }
    // In this order: a run that is killed in between leaves what the next delete asks for.
    new MachineFolders(context.dataFolder()).forget(record.composeId());
    image.afterDeletion();
    return true;
  }

  /**
   * Nothing on the machine is kept, so nothing on it needs time to end. Docker on it would give 10
   * s to each container that ignores SIGTERM, as a first process without a handler does. What keeps
   * us from the machine only makes its end as slow.
   */
  private void endQuickly(Containers containers) {
    if (context.ssh().isOpen() || (context.ssh().hasConfig() && containers.anyRuns())) {
      try {
        var _ = context.ssh().run(DiscardScript.command(), DISCARD);
      } catch (ProblemException notReached) {
        context.progress().working("delete", "The machine takes its time to end");
      }
    }
    context.ssh().close();
  }

  private boolean isGone(Containers containers, Duration limit) {
    var reason = new WaitReason(context.progress(), context.time(), "delete");
    return Wait.atMost(limit, context.time())
        .until(() -> {
          reason.is("Docker still removes its container");
          return containers.sure().isEmpty() ? Optional.of(true) : Optional.empty();
        })
        .isPresent();
  }

  private static ProblemException leftBehind(MachineRecord record, List<Container> containers) {
    return new ProblemException(
        new Problem.LeftBehind(
            record.appName(),
            record.server().map(Server::name),
            containers.stream().map(Container::name).toList()));
  }

  /**
   * Returns whether Dokploy has answered the first call. A lost answer is settled by looking: what
   * counts is that the service is gone. Where it stays, the call itself was lost, and is made
   * again.
   */
  private boolean deleteService(MachineRecord record) {
    try {
      context.dokploy().services().delete(record.composeId());
      return true;
    } catch (DokployException e) {
      if (!isGone(record, e)) {
        deleteOnceMore(record);
      }
      return false;
    }
  }

  private void deleteOnceMore(MachineRecord record) {
    try {
      context.dokploy().services().delete(record.composeId());
    } catch (DokployException e) {
      if (!isGone(record, e)) {
        throw e;
      }
    }
  }

  private boolean isGone(MachineRecord record, DokployException lost) {
    if (!WriteRecovery.answer(lost.failure())) {
      throw lost;
    }
    context.progress().working("delete", "No response; checking whether it took effect");
    var services = context.dokploy().services();
    return WriteRecovery.seen(
            context.time(),
            () ->
                services.find(record.composeId()).isEmpty() ? Optional.of(true) : Optional.empty(),
            lost)
        .isPresent();
  }
}
