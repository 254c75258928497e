package dev.dokployprovider.provider.cli.progress;

import dev.dokployprovider.provider.machine.progress.Event;
import dev.dokployprovider.provider.machine.progress.Event.Status;
import dev.dokployprovider.provider.machine.progress.Progress;

/**
 * The progress of a whole run. One that takes a while begins with a step at once: until the first
 * one of its own begins, it looks what there is.
 */
public final class RunProgress implements Progress, AutoCloseable {
  private static final String ID = "look";
  private static final String TEXT = "Looking for the machine";

  private final ShownProgress shown;
  private State state = State.NOT_BEGUN;

  private enum State {
    NOT_BEGUN,
    LOOKING,
    LOOKED
  }

  public RunProgress(ShownProgress shown) {
    this.shown = shown;
  }

  /** Shows that it has begun; a second time nothing. */
  public synchronized void begin() {
    if (state == State.NOT_BEGUN) {
      state = State.LOOKING;
      shown.report(new Event(ID, TEXT, Status.STARTED));
    }
  }

  public synchronized boolean isBegun() {
    return state != State.NOT_BEGUN;
  }

  @Override
  public void report(Event event) {
    if (event.status() == Status.STARTED) {
      looked(Status.DONE);
    }
    shown.report(event);
  }

  /** The run is over: if nothing else began, that was all there was to do. */
  public void done() {
    looked(Status.DONE);
  }

  /** What is still open has failed. */
  @Override
  public void close() {
    looked(Status.FAILED);
  }

  /** Shows what the programs of the step printed that made the run fail. */
  public void unfold() {
    close();
    shown.unfold();
  }

  private synchronized void looked(Status how) {
    if (state == State.LOOKING) {
      state = State.LOOKED;
      shown.report(new Event(ID, TEXT, how));
    }
  }
}
