package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.retry.WriteRecovery;
import dev.dokployprovider.provider.machine.time.Wait;
import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of a start whose answer was lost: Docker may be at it still, so that a container
 * that has ended says nothing yet, or was never told.
 */
public final class LostStart {
  private static final Duration AT_IT = Duration.ofSeconds(30);

  private final MachineContext context;
  private final MachineRecord record;

  public LostStart(MachineContext context, MachineRecord record) {
    this.context = context;
    this.record = record;
  }

  /** Returns when a container runs, or was asked for once more in vain. */
  public void settle() {
    context.progress().working("start", "No response; checking whether it took effect");
    if (comesUp()) {
      return;
    }
    context.progress().working("start", "It was not started; asking for it again");
    try {
      context.dokploy().services().start(record.composeId());
    } catch (DokployException e) {
      if (!WriteRecovery.answer(e.failure())) {
        throw e;
      }
      comesUp();
    }
  }

  private boolean comesUp() {
    return Wait.atMost(AT_IT, context.time())
        .until(() -> runs() ? Optional.of(true) : Optional.empty())
        .isPresent();
  }

  /** Who may not ask Docker goes on as if it did. */
  private boolean runs() {
    try {
      return new Containers(context, record).anyRuns();
    } catch (DokployException e) {
      if (!WriteRecovery.forNow(e.failure()) && !(e.failure() instanceof Failure.NotAllowed)) {
        throw e;
      }
      return e.failure() instanceof Failure.NotAllowed;
    }
  }
}
