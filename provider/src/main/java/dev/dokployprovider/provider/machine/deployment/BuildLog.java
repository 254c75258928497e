package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.LogTail;
import dev.dokployprovider.provider.machine.context.MachineContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Shows what a deployment that runs writes into its log, as progress. It begins only after a
 * moment, since a build out of the cache is over by then, and asks seldom: each look is a call.
 */
final class BuildLog implements AutoCloseable {
  /** Of a line of progress. */
  private static final int LONGEST = 200;

  private static final Duration AFTER = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final MachineContext context;
  private final String step;
  private final Optional<String> serverId;
  private Optional<String> shown = Optional.empty();
  private Optional<LogTail> tail = Optional.empty();
  private long due;
  private String rest = "";

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
      rest = "";
      due = now + AFTER.toNanos();
    }
    if (now - due < 0) {
      return;
    }
    var followed = tail.orElseGet(() -> context.dokploy().deployments().follow(running, serverId));
    tail = Optional.of(followed);
    show(followed.more());
    due = context.time().nanos() + PAUSE.toNanos();
  }

  /** Half a line waits for its other half. */
  private void show(String more) {
    String text = rest + more;
    int end = text.lastIndexOf('\n') + 1;
    rest = text.substring(end);
    LogLines.of(text.substring(0, end), context.options().token(), LONGEST)
        .forEach(line -> context.progress().working(step, line));
  }

  @Override
  public void close() {
    tail.ifPresent(LogTail::close);
  }
}
