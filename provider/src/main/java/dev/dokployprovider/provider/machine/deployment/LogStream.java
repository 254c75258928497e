package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.LogTail;
import java.util.Optional;

/**
 * A deployment's log as it is written: what it says of the end, the lines for the user, and the
 * whole text. What a websocket has brought already is asked of no one.
 */
final class LogStream implements AutoCloseable {
  /** In characters; of a longer log the whole is not kept. */
  private static final int LONGEST = 4 << 20;

  private final LogTail tail;
  private final String container;
  private final StringBuilder whole = new StringBuilder();
  private final LineBuffer unreported = new LineBuffer();
  private final StringBuilder complete = new StringBuilder();
  private int judged;
  private boolean tooLong;
  private boolean spoken;
  private int heard;

  /**
   * Begins to listen.
   *
   * @param container the name of the service's container
   */
  LogStream(LogTail tail, String container) {
    this.tail = tail;
    this.container = container;
  }

  /** How many characters are kept. */
  int kept() {
    return whole.length();
  }

  /** How many characters have come; after very many, another number for another length at least. */
  int heard() {
    return heard;
  }

  /** The most that the lines say that have come since the last call. */
  Optional<LogEvent> listen() {
    String more = tail.more();
    if (more.isEmpty()) {
      return Optional.empty();
    }
    spoken = true;
    heard += more.length();
    complete.append(unreported.complete(more));
    whole.append(more);
    var event = judge();
    if (whole.length() > LONGEST) {
      tooLong = true;
      // A line of that length says nothing of the end.
      whole.delete(0, judged == 0 ? whole.length() : judged);
      judged = 0;
    }
    return event;
  }

  private Optional<LogEvent> judge() {
    int end = whole.lastIndexOf("\n") + 1;
    if (end <= judged) {
      return Optional.empty();
    }
    var events =
        LogLines.withoutEscapes(whole.substring(judged, end))
            .lines()
            .flatMap(line -> LogEvent.of(line, container).stream())
            .toList();
    judged = end;
    return events.contains(LogEvent.STARTED)
        ? Optional.of(LogEvent.STARTED)
        : events.stream().findFirst();
  }

  /** Whether it has said anything: the log of every deployment begins with some words. */
  boolean hasSpoken() {
    return spoken;
  }

  /** Whether its silence means that nothing was written. */
  boolean isAlive() {
    return spoken && tail.isAlive();
  }

  /** The text that can be reported and was not taken yet. */
  String unreported() {
    String text = complete.toString();
    complete.setLength(0);
    return text;
  }

  /** All that was written, from the beginning; empty where that was too much. */
  Optional<String> whole() {
    return spoken && !tooLong ? Optional.of(whole.toString()) : Optional.empty();
  }

  @Override
  public void close() {
    tail.close();
  }
}
