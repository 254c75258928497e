package dev.dokployprovider.provider.ssh;

/**
 * What a command on the machine gave.
 *
 * @param exitCode the command's own; 255 when ssh failed or the time was up, which stderr says
 * @param stdout at most the first MiB
 * @param stderr at most the first MiB
 */
public record RunResult(int exitCode, String stdout, String stderr) {
  static final String TIMED_OUT = "\nConnection timed out: not done after ";

  /** Whether it was ended because its time was up. */
  public boolean timedOut() {
    return exitCode == 255 && stderr.contains(TIMED_OUT);
  }
}
