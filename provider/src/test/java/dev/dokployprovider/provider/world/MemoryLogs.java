package dev.dokployprovider.provider.world;

import dev.dokployprovider.dokploy.LogTail;
import dev.dokployprovider.provider.machine.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What Dokploy writes about its deployments while they run, and what a client gets of it. */
public final class MemoryLogs {
  private static final Duration STEP = Duration.ofSeconds(10);

  /** As BuildKit writes it when it has asked the registry. */
  private static final String BASE =
      "#5 [machine  1/9] FROM docker.io/library/debian:bookworm@sha256:" + "0a".repeat(32) + "\n";

  /** How a client gets at a log. */
  public enum Way {
    /** Not at all. */
    NONE,
    /** By a call each time: a proxy before Dokploy knows no websockets. */
    READ,
    /** As it is written. */
    STREAMED,
    /** As it is written, but nothing comes any more after the first lines. */
    FALLS_SILENT
  }

  private record Written(String app, Instant begin, Instant end, boolean fails) {}

  private final Time time;
  private final Map<String, Written> logs = new HashMap<>();
  private Way way = Way.NONE;

  MemoryLogs(Time time) {
    this.time = time;
  }

  void come(Way by) {
    way = by;
  }

  boolean areThere() {
    return way != Way.NONE;
  }

  void begun(String deployment, String app, Instant begin, Instant end, boolean fails) {
    logs.put(deployment, new Written(app, begin, end, fails));
  }

  /** What stands in a log by now. */
  String text(String deployment) {
    var log = logs.get(deployment);
    if (log == null) {
      return "";
    }
    var text = new StringBuilder("Initializing deployment\n").append(BASE);
    var now = time.now();
    for (var at = log.begin().plus(STEP);
        at.isBefore(log.end()) && !at.isAfter(now);
        at = at.plus(STEP)) {
      text.append("#9 a step of the build\n");
    }
    if (!now.isBefore(log.end())) {
      text.append(
          log.fails()
              ? "Error occurred ❌, check the logs for details.\n"
              : " Container %s-machine-1  Started\nDocker Compose Deployed: ✅\n"
                  .formatted(log.app()));
    }
    return text.toString();
  }

  /** A log that a websocket brings. */
  LogTail stream(Supplier<String> text) {
    return switch (way) {
      case NONE, READ -> LogTail.NOTHING;
      case STREAMED -> new Tail(text, true);
      case FALLS_SILENT -> new Tail(text, false);
    };
  }

  /** A log that is read again and again. */
  LogTail read(Supplier<String> text) {
    return areThere() ? new Tail(text, true) : LogTail.NOTHING;
  }

  private static final class Tail implements LogTail {
    private final Supplier<String> text;
    private final boolean talks;
    private int seen;

    private Tail(Supplier<String> text, boolean talks) {
      this.text = text;
      this.talks = talks;
    }

    @Override
    public String more() {
      if (seen > 0 && !talks) {
        return "";
      }
      String whole = text.get();
      String more = whole.substring(seen);
      seen = whole.length();
      return more;
    }

    @Override
    public boolean isAlive() {
      return true;
    }

    @Override
    public void close() {}
  }
}
