package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.retry.RetryPolicy;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a service was deleted while its container was started, which Dokploy then goes on with.
 * Dokploy is asked while the caller connects to the machine.
 */
public final class DeletionCheck {
  private final MachineContext context;
  private final Service service;
  private final Supplier<Optional<Service>> asked;

  private DeletionCheck(
      MachineContext context, Service service, Supplier<Optional<Service>> asked) {
    this.context = context;
    this.service = service;
    this.asked = asked;
  }

  /** Asks for the service, which is there as far as is known. */
  static DeletionCheck begin(MachineContext context, Service service) {
    return new DeletionCheck(
        context,
        service,
        context.dokploy().soon(dokploy -> dokploy.services().find(service.composeId())));
  }

  /** A service that was just seen. */
  static DeletionCheck none(MachineContext context, Service seen) {
    return new DeletionCheck(context, seen, () -> Optional.of(seen));
  }

  /** The same asked once more, as by what has failed since it may be gone. */
  public DeletionCheck again() {
    return begin(context, service);
  }

  /**
   * Waits for the answer. Where Dokploy gives none for now, the machine's own answer counts.
   *
   * @throws ProblemException if it was deleted; its container is removed then
   */
  public void end() {
    if (isDeleted()) {
      throw deleted(context, service);
    }
  }

  /** The problem of a service that is gone, once what its deployment makes is removed. */
  static ProblemException deleted(MachineContext context, Service service) {
    new LateContainers(context, service).remove();
    return new ProblemException(new Problem.DeletedMeanwhile(context.id().value()));
  }

  private boolean isDeleted() {
    try {
      return asked.get().isEmpty();
    } catch (DokployException e) {
      if (!new RetryPolicy(context.time()).tolerates(e.failure())) {
        throw e;
      }
      return false;
    }
  }
}
