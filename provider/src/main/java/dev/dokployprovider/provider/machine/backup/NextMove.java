package dev.dokployprovider.provider.machine.backup;

import dev.dokployprovider.provider.machine.folder.MachineRecord;
import java.util.Optional;

/** The next thing to do for a machine that is to be on a server, whatever was done before. Pure. */
enum NextMove {
  /**
   * An earlier move has ended before the machine was its successor: its note of that is removed.
   */
  FORGET_FORMER,
  /** The successor was removed behind our back: the machine is what it was before. */
  GO_BACK,
  /** The machine is its successor; what it was before is removed. */
  REMOVE_FORMER,
  /** What an earlier move has made is on a server where nothing is to be. */
  REMOVE_SUCCESSOR,
  /** It is there. */
  NOTHING,
  /** A successor is made, or the one that an earlier move has made is used. */
  MOVE;

  /**
   * The decision.
   *
   * @param machine what the folder says that the machine is
   * @param isThere whether Dokploy has it
   * @param successor what a move has made of it on another server
   * @param former what it was before the last move, where that may still be there
   * @param target the id of the server where it is to be; empty for Dokploy's own
   */
  static NextMove of(
      MachineRecord machine,
      boolean isThere,
      Optional<MachineRecord> successor,
      Optional<MachineRecord> former,
      Optional<String> target) {
    if (former.isPresent()) {
      if (isSame(former.get(), machine)) {
        return FORGET_FORMER;
      }
      return isThere ? REMOVE_FORMER : GO_BACK;
    }
    boolean onTarget = machine.serverId().equals(target);
    // Of a move that is finished but for its files, it is the machine itself.
    if (successor
        .filter(made -> !isSame(made, machine))
        .filter(made -> onTarget || !made.serverId().equals(target))
        .isPresent()) {
      return REMOVE_SUCCESSOR;
    }
    return onTarget ? NOTHING : MOVE;
  }

  private static boolean isSame(MachineRecord one, MachineRecord other) {
    return one.composeId().equals(other.composeId());
  }
}
