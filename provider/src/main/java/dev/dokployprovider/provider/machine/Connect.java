package dev.dokployprovider.provider.machine;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.reach.Reaching;
import dev.dokployprovider.provider.machine.service.Services;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.time.Duration;

/**
 * Opens the live connection for `command` when the recorded address does not lead to the machine
 * any more.
 */
public final class Connect {
  /**
   * DevPod gives up on the first answer after 20 s (devpod-contract.md §2.4); before this the
   * launcher has tried for 3 s, and the last look may take some more.
   */
  private static final Duration LIMIT = Duration.ofSeconds(11);

  private final MachineContext context;

  public Connect(MachineContext context) {
    this.context = context;
  }

  public void run() {
    if (context.ssh().isOpen()) {
      return;
    }
    var record =
        new Services(context)
            .record()
            .orElseThrow(
                () -> new ProblemException(new Problem.MachineNotFound(context.id().value())));
    new Reaching(context, record).reach(LIMIT);
    context.folder().forgetState();
  }
}
