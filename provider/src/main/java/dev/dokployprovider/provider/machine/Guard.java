package dev.dokployprovider.provider.machine;

import dev.dokployprovider.provider.machine.folder.ProcessMark;
import java.util.Optional;

/** What takes back a create's machine when the create is killed. */
@FunctionalInterface
public interface Guard {
  /**
   * Starts a process that waits for the end of this one, and then takes back what the entry of that
   * id in the register of unfinished creates says, if the entry is still there.
   *
   * @return the process, or empty where none could be started: then the next run does it
   */
  Optional<ProcessMark> start(String id);

  /**
   * Ends that process where nothing is left for it, so that this one need not wait for it at its
   * own end.
   */
  default void end() {}
}
