package dev.dokployprovider.provider.cli.progress;

import dev.dokployprovider.provider.machine.progress.Event;

/** Only what the user must know. */
record QuietRenderer() implements ProgressRenderer {

  @Override
  public String at(Stages before, Event event, Moment now) {
    return event.status() == Event.Status.NOTE ? event.text() + "\n" : "";
  }

  @Override
  public String idle(Stages stages, long quiet, Moment now) {
    return "";
  }
}
