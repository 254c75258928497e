package dev.dokployprovider.emulator.engine;

/** A command on the engine failed; the message is what Node's exec would say. */
public final class EngineException extends Exception {
  private static final long serialVersionUID = 1L;

  public EngineException(String message) {
    super(message);
  }

  /** {@code Command failed: COMMAND}, and what the command wrote to stderr. */
  static EngineException failed(String command, String stderr) {
    return new EngineException("Command failed: " + command + "\n" + stderr);
  }
}
