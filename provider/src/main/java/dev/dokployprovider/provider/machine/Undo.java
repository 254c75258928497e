package dev.dokployprovider.provider.machine;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.project.Ownership;
import java.util.Optional;

/** Removes what a create made, unless another folder has taken it over since. */
final class Undo {
  /** What became of the service. */
  enum Outcome {
    REMOVED,
    TAKEN_OVER
  }

  private final MachineContext context;
  private final String mark;

  /**
   * For what was made from one folder.
   *
   * @param mark of that folder
   */
  Undo(MachineContext context, String mark) {
    this.context = context;
    this.mark = mark;
  }

  /** Removes the service with its containers and volumes; what is gone already is removed. */
  Outcome remove(MachineRecord made) {
    boolean removed =
        new Delete(context)
            .deleteIf(
                made, service -> Ownership.mark(service.description()).equals(Optional.of(mark)));
    return removed ? Outcome.REMOVED : Outcome.TAKEN_OVER;
  }
}
