package dev.dokployprovider.provider.machine.progress;

/**
 * Something that happened on the way, to be shown.
 *
 * @param id of the step; events of one step share it
 * @param text one line for people, without secrets
 */
public record Event(String id, String text, Status status) {

  /** Where the step is. */
  public enum Status {
    STARTED,
    /** Still at it; the text says what it is at now. */
    WORKING,
    /** A line that a program of the step printed, such as a build: shown when the run fails. */
    OUTPUT,
    DONE,
    FAILED,
    /** No step, but something to know. */
    NOTE
  }
}
