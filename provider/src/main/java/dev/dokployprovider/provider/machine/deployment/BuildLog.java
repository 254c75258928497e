package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.LogTail;
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
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final MachineContext context;
  private final String step;
  private final String container;
  private final Optional<String> serverId;
  private Optional<Deployment> shown = Optional.empty();
  private Optional<LogStream> stream = Optional.empty();
  private Optional<LogTail> polled = Optional.empty();
  private long due;
  private Pieces pieces = new Pieces();
  private List<String> last = List.of();

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
      polled = Optional.empty();
      pieces = new Pieces();
      last = List.of();
      due = context.time().nanos() + AFTER.toNanos();
    }
    if (isDue() && stream.filter(LogStream::hasSpoken).isEmpty()) {
      poll(running);
    }
  }

  /** Whether it is time to report, and to doubt a stream that has not said anything. */
  private boolean isDue() {
    return context.time().nanos() - due >= 0;
  }

  private void poll(Deployment running) {
    var followed =
        polled.orElseGet(() -> context.dokploy().deployments().follow(running, serverId));
    polled = Optional.of(followed);
    report(lines(pieces.complete(followed.more())));
    due = context.time().nanos() + PAUSE.toNanos();
  }

  /** What the log has said of the deployment's end since the last call; no call of Dokploy. */
  Optional<LogEvent> listen() {
    var event = stream.flatMap(LogStream::listen);
    if (isDue() && polled.isEmpty()) {
      stream
          .map(LogStream::unreported)
          .filter(text -> !text.isEmpty())
          .map(this::lines)
          .ifPresent(this::report);
    }
    return event;
  }

  /** Whether the log's silence means that the deployment goes on. */
  boolean isAlive() {
    return stream.filter(LogStream::isAlive).isPresent();
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
    polled.ifPresent(LogTail::close);
  }
}
