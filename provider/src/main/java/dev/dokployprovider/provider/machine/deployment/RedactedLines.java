package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.provider.machine.context.MachineContext;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Makes lines without secrets out of a text that comes in pieces. */
public final class RedactedLines {
  private static final Pattern LINE_END = Pattern.compile("\r+\n");

  private final MachineContext context;
  private final Consumer<String> lines;
  private final LineBuffer pieces = new LineBuffer();

  /**
   * Nothing has come yet.
   *
   * @param lines gets each line when it is whole
   */
  public RedactedLines(MachineContext context, Consumer<String> lines) {
    this.context = context;
    this.lines = lines;
  }

  public void add(String more) {
    tell(pieces.complete(more));
  }

  /** A terminal of Dokploy's stands between, and ends lines in its manner. */
  private void tell(String text) {
    LogSecrets.blanked(LINE_END.matcher(text).replaceAll("\n"), context).lines().forEach(lines);
  }

  /** Nothing more comes. */
  public void end() {
    tell(pieces.rest());
  }
}
