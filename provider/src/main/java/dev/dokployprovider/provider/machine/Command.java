package dev.dokployprovider.provider.machine;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.time.Wait;
import java.util.function.Consumer;

/** Runs a text on the machine with this program's own standard streams. */
public final class Command {
  private final MachineContext context;
  private final Wait left;
  private final Consumer<String> said;

  /**
   * @param left until the text must have begun
   * @param said takes what ssh itself says when a connection breaks, line by line
   */
  public Command(MachineContext context, Wait left, Consumer<String> said) {
    this.context = context;
    this.left = left;
    this.said = said;
  }

  /**
   * The exit code of the text, or 255 when the connection broke.
   *
   * @param text for a POSIX shell
   */
  public int run(String text) {
    var direct = new Direct(context).command(text, left, said);
    if (direct.isPresent()) {
      return direct.getAsInt();
    }
    new Connect(context, left).run();
    return context.ssh().attach(text);
  }
}
