package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.provider.machine.context.MachineContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Follows what a deployment that runs writes into its log. Lines are reported only after a moment,
 * since a build out of the cache is over by then. Where the log can't be streamed, it is read
 * seldom: each time is a call.
 */
final class BuildLog implements AutoCloseable {
  /** Of a line of progress. */
  private static final int LONGEST = 200;

  /** By so many lines the place is found again: a build repeats itself. */
  private static final int REMEMBERED = 5;

  private static final Duration AFTER = Duration.ofSeconds(3);
  private static final Duration TALKING = Duration.ofSeconds(20);

  /**
   * So many lines of a late stream are looked through for the place up to which the log was read.
   */
  private static final int MOST_EARLY = 20_000;

  private final MachineContext context;
  private final String step;
  private final String container;
  private final Optional<String> serverId;
  private Optional<Deployment> shown = Optional.empty();
  private Optional<LogStream> stream = Optional.empty();
  private Optional<LogStream> read = Optional.empty();
  private long due;
  private int heard;
  private long heardAt;
  private List<String> last = List.of();
  private List<String> early = List.of();

  /**
   * @param container the name of the service's container
   */
  BuildLog(MachineContext context, String step, String container, Optional<String> serverId) {
    this.context = context;
    this.step = step;
    this.container = container;
    this.serverId = serverId;
  }

  /** To be called at each look at a deployment that runs. */
  void look(Deployment running) {
    if (shown.filter(one -> one.id().equals(running.id())).isEmpty()) {
      close();
      shown = Optional.of(running);
      stream =
          Optional.of(
              new LogStream(context.dokploy().deployments().stream(running, serverId), container));
      read = Optional.empty();
      last = List.of();
      early = List.of();
      due = context.time().nanos() + AFTER.toNanos();
    }
  }

  /** Whether the log has to be read: it is time to, and its stream has not said anything. */
  boolean mustBeRead() {
    return shown.isPresent() && isDue() && stream.filter(LogStream::hasSpoken).isEmpty();
  }

  /** Whether it is time to report, and to doubt a stream that has not said anything. */
  private boolean isDue() {
    return context.time().nanos() - due >= 0;
  }

  /** Whether reading it has brought anything: each log begins with some words. */
  boolean canBeRead() {
    return read.filter(LogStream::hasSpoken).isPresent();
  }

  /** Reads it by a call; the most that it says of the end. */
  Optional<LogEvent> read() {
    var log =
        read.orElseGet(() ->
            new LogStream(
                context.dokploy().deployments().follow(shown.orElseThrow(), serverId), container));
    read = Optional.of(log);
    var event = log.listen();
    report(lines(log.unreported()));
    return event;
  }

  /** What the log has said of the deployment's end since the last call; no call of Dokploy. */
  Optional<LogEvent> listen() {
    var event = stream.flatMap(LogStream::listen);
    int length = stream.map(LogStream::heard).orElse(0);
    if (length != heard) {
      heard = length;
      heardAt = context.time().nanos();
    }
    if (isDue()) {
      stream
          .map(LogStream::unreported)
          .filter(text -> !text.isEmpty())
          .map(this::lines)
          .ifPresent(lines -> report(read.isPresent() ? behindWhatWasRead(lines) : lines));
    }
    return event;
  }

  /** A stream begins at the log's beginning, also where it comes late. */
  private List<String> behindWhatWasRead(List<String> lines) {
    var all = new ArrayList<>(early);
    all.addAll(lines);
    int at = last.isEmpty() ? 0 : Collections.lastIndexOfSubList(all, last);
    if (at < 0 && all.size() < MOST_EARLY) {
      early = List.copyOf(all);
      return List.of();
    }
    read.ifPresent(LogStream::close);
    read = Optional.empty();
    early = List.of();
    return at < 0 ? all : all.subList(at + last.size(), all.size());
  }

  /** Whether the log's silence means that the deployment goes on. */
  boolean isAlive() {
    return stream.filter(LogStream::isAlive).isPresent();
  }

  /** Whether it has said something a moment ago, so that its source still works. */
  boolean isTalking() {
    return heard > 0 && context.time().nanos() - heardAt < TALKING.toNanos();
  }

  /** The deployment whose log this is, as it was seen last. */
  Optional<Deployment> deployment() {
    return shown;
  }

  /** The log from its beginning, where it was streamed. */
  Optional<String> whole() {
    return stream.flatMap(LogStream::whole);
  }

  /** Reports what was not seen yet of the log of a deployment that has failed. */
  void ended(String whole) {
    var lines = lines(whole);
    int at = last.isEmpty() ? -1 : Collections.lastIndexOfSubList(lines, last);
    report(at < 0 ? lines : lines.subList(at + last.size(), lines.size()));
  }

  private List<String> lines(String text) {
    return LogLines.of(LogSecrets.blanked(text, context), context.options().token(), LONGEST);
  }

  private void report(List<String> lines) {
    lines.forEach(line -> context.progress().output(step, line));
    var seen = new ArrayList<>(last);
    seen.addAll(lines);
    last = List.copyOf(seen.subList(Math.max(0, seen.size() - REMEMBERED), seen.size()));
  }

  @Override
  public void close() {
    stream.ifPresent(LogStream::close);
    read.ifPresent(LogStream::close);
  }
}
