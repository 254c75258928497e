package dev.dokployprovider.provider.machine;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.machine.reach.Purpose;
import dev.dokployprovider.provider.machine.reach.Reaching;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;

/**
 * Opens the live connection for `command` when the recorded address does not lead to the machine
 * any more. Of many commands that find this out at once, one asks Dokploy and looks; the others
 * wait for what it finds.
 */
public final class Connect {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  /** With less time left, it is not worth looking. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final MachineContext context;
  private final Wait left;

  /**
   * @param left what it may take, its words included
   */
  public Connect(MachineContext context, Wait left) {
    this.context = context;
    this.left = left;
  }

  public void run() {
    if (context.ssh().isDirect()) {
      // Nothing stays open that one could leave to the others.
      search();
      return;
    }
    var pauses = left.every(SHORTEST_PAUSE, LONGEST_PAUSE);
    if (pauses.before(() -> LEAST, this::seeOrSearch).isEmpty()) {
      throw new ProblemException(new Problem.StillConnecting(context.id().value(), left.limit()));
    }
  }

  /** Whether it is open; empty while another run looks for the machine. */
  private Optional<Boolean> seeOrSearch() {
    if (context.ssh().isOpen()) {
      return Optional.of(true);
    }
    var turn = context.folder().tryTurn();
    if (turn.isEmpty()) {
      return Optional.empty();
    }
    try (var _ = turn.get()) {
      // Who had the turn before may have opened it since.
      if (!context.ssh().isOpen()) {
        search();
      }
      return Optional.of(true);
    }
  }

  private void search() {
    var record =
        new Services(context)
            .record()
            .orElseThrow(
                () -> new ProblemException(new Problem.MachineNotFound(context.id().value())));
    new Reaching(context, record, left, Purpose.USE).reach();
    context.folder().forgetState();
  }
}
