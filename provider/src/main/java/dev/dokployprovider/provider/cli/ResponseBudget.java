package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.machine.time.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time in which a command must have its first answer, or its caller why there is none. DevPod
 * ends what it called after 20 s (docs/reference/devpod.md §2.4), and shows nothing of what that
 * would have said then. It counts from its own call, which the launcher may have tried for some
 * seconds to answer.
 */
final class ResponseBudget {
  private static final Duration CLIENTS = Duration.ofSeconds(20);

  /** The rest is for a slow computer. */
  private static final Duration OURS = Duration.ofSeconds(17);

  /** For one look and one try, whatever has passed before. */
  private static final Duration LEAST = Duration.ofSeconds(5);

  /** The launcher's try on the longest way, where it can't be seen when that began. */
  private static final Duration LAUNCHERS = Duration.ofSeconds(6);

  private ResponseBudget() {}

  /** For what the client itself called; the launcher's process has become this one. */
  static Wait ofThis(Time time) {
    return of(Optional.of(ProcessHandle.current()), time);
  }

  /**
   * For what the called launcher waits for.
   *
   * @param pid the number of the process that the client called, or that this became; without it,
   *     that is who has started this one
   */
  static Wait ofCaller(Optional<String> pid, Time time) {
    return of(
        pid.map(Long::parseLong)
            .flatMap(ProcessHandle::of)
            .or(() -> ProcessHandle.current().parent()),
        time);
  }

  private static Wait of(Optional<ProcessHandle> called, Time time) {
    var begun = called.flatMap(process -> process.info().startInstant());
    return Wait.atMost(left(begun, time.now()), time);
  }

  /**
   * What is left.
   *
   * @param begun when the process began that the client called; one that is older than any client
   *     waits was not called by one
   */
  static Duration left(Optional<Instant> begun, Instant now) {
    var passed =
        begun
            .map(since -> Duration.between(since, now))
            .filter(age -> !age.isNegative() && age.compareTo(CLIENTS) < 0)
            .orElse(LAUNCHERS);
    var left = OURS.minus(passed);
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }
}
