package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.provider.machine.context.MachineContext;
import java.util.function.Consumer;

/** Makes lines without secrets out of a text that comes in pieces. */
public final class WholeLines {
  private final MachineContext context;
  private final Consumer<String> lines;
  private String rest = "";

  /**
   * Nothing has come yet.
   *
   * @param lines gets each line when it is whole
   */
  public WholeLines(MachineContext context, Consumer<String> lines) {
    this.context = context;
    this.lines = lines;
  }

  public void add(String more) {
    String text = rest + more;
    int end = LogSecrets.endOfComplete(text);
    rest = text.substring(end);
    LogSecrets.blanked(text.substring(0, end), context).lines().forEach(lines);
  }

  /** Nothing more comes. */
  public void end() {
    LogSecrets.blanked(rest, context).lines().forEach(lines);
    rest = "";
  }
}
