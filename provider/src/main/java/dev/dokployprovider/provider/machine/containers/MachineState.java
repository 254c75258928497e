package dev.dokployprovider.provider.machine.containers;

/** DevPod's words for the state of a machine (docs/reference/devpod.md §2.2). */
public enum MachineState {
  RUNNING("Running"),
  BUSY("Busy"),
  STOPPED("Stopped"),
  NOT_FOUND("NotFound");

  private final String word;

  MachineState(String word) {
    this.word = word;
  }

  /** The word that `status` prints. */
  public String word() {
    return word;
  }
}
