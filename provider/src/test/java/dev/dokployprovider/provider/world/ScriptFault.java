package dev.dokployprovider.provider.world;

/** What the script meets that saves and fills a machine's volumes. */
public enum ScriptFault {
  NONE,
  /** A file of the volume at {@code /home} changed while it was read. */
  CHANGED,
  /** tar could not read a file of the volume at {@code /home}, and had written half of it. */
  UNREADABLE,
  /** The server's disk is full at the volume at {@code /home}. */
  FULL,
  /** The connection is lost once half of the volume at {@code /home} was sent. */
  LOST,
  /**
   * The machine's container is killed from outside once half of the volume at {@code /home} was
   * sent. Docker lists it as running for a moment longer.
   */
  KILLED,
  /** The user presses Ctrl-C while the volume at {@code /home} is read. */
  INTERRUPTED,
  /** A process does not stand still. */
  BUSY,
  /** What is on the volume at {@code /home} afterwards is not what was sent. */
  OTHER_BYTES,
  /** The first process is not a machine's. */
  NO_MACHINE,
  /** The machine lacks GNU tar. */
  NO_TAR;

  boolean losesConnection() {
    return this == LOST || this == KILLED;
  }
}
