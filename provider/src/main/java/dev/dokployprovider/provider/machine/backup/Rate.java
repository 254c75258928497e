package dev.dokployprovider.provider.machine.backup;

import dev.dokployprovider.provider.machine.context.MachineContext;
import java.time.Duration;

/** Says how much of a volume has passed, and how quickly, every few seconds. */
final class Rate {
  private static final Duration EACH = Duration.ofSeconds(2);

  private final MachineContext context;
  private final String step;
  private final String place;
  private final long begun;
  private long said;

  Rate(MachineContext context, String step, String place) {
    this.context = context;
    this.step = step;
    this.place = place;
    this.begun = context.time().nanos();
    this.said = begun;
    context.progress().working(step, place);
  }

  /** So many bytes have passed since it began. */
  void at(long bytes) {
    long now = context.time().nanos();
    if (now - said < EACH.toNanos()) {
      return;
    }
    said = now;
    context.progress().working(step, words(place, bytes, Duration.ofNanos(now - begun)));
  }

  static String words(String place, long bytes, Duration passed) {
    long each = bytes * 1000 / Math.max(1, passed.toMillis());
    return "%s, %s, %s each second".formatted(place, Sizes.of(bytes), Sizes.of(each));
  }
}
