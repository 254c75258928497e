package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.time.Duration;

/**
 * What the machine says of the images that it shares with the owner's others: how many it was given
 * when it was new, or why none. It is kept in the machine's folder for {@code describe}.
 */
final class SharedImagesNote {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** More is no answer of the script's. */
  private static final int LENGTH = 2000;

  private final MachineContext context;

  SharedImagesNote(MachineContext context) {
    this.context = context;
  }

  /**
   * Asks, where the options say that images are shared; a machine without an answer is as good. The
   * other options are not looked at: the machine is there, and files that they name may be gone.
   */
  void keep() {
    if (!context.options().sharesImages()) {
      context.folder().remove(MachineFolder.SHARED_IMAGES);
      return;
    }
    try {
      var answer = context.ssh().run("devpod-images status", LIMIT);
      String text = answer.stdout().strip();
      if (answer.exitCode() == 0 && !text.isEmpty() && text.length() < LENGTH) {
        context.folder().write(MachineFolder.SHARED_IMAGES, text + "\n");
      }
    } catch (ProblemException e) {
      // A machine that is ready is not given up for a note.
      if (e.problem() instanceof Problem.Interrupted) {
        throw e;
      }
    }
  }
}
