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
 * Reports what a deployment that runs writes into its log. It begins only after a moment, since a
 * build out of the cache is over by then, and asks seldom: each look is a call.
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
  private final Optional<String> serverId;
  private Optional<String> shown = Optional.empty();
  private Optional<LogTail> tail = Optional.empty();
  private long due;
  private Pieces pieces = new Pieces();
  private List<String> last = List.of();

  BuildLog(MachineContext context, String step, Optional<String> serverId) {
    this.context = context;
    this.step = step;
    this.serverId = serverId;
  }

  /** To be called at each look at a deployment that runs. */
  void look(Deployment running) {
    long now = context.time().nanos();
    if (shown.filter(running.id()::equals).isEmpty()) {
      close();
      shown = Optional.of(running.id());
      tail = Optional.empty();
      pieces = new Pieces();
      last = List.of();
      due = now + AFTER.toNanos();
    }
    if (now - due < 0) {
      return;
    }
    var followed = tail.orElseGet(() -> context.dokploy().deployments().follow(running, serverId));
    tail = Optional.of(followed);
    report(lines(pieces.complete(followed.more())));
    due = context.time().nanos() + PAUSE.toNanos();
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
    tail.ifPresent(LogTail::close);
  }
}
