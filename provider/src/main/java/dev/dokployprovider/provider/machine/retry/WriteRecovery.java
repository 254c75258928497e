package dev.dokployprovider.provider.machine.retry;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.machine.time.Wait;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Which failures leave open what happened on the server, and how such a write is settled. */
public final class WriteRecovery {
  /** A call whose answer is no longer waited for mostly takes no longer. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

  private WriteRecovery() {}

  /** The request may have had its effect: only the answer is missing. */
  public static boolean answer(Failure failure) {
    return switch (failure) {
      case Failure.Unreachable(var call, var reason, var detail) ->
          reason == Failure.Reason.CUT_OFF || reason == Failure.Reason.TIMED_OUT;
      case Failure.ServerError(var call, var status, var message, var full) -> status >= 502;
      case Failure.Overloaded overloaded -> true;
      case Failure.Intermediary front -> front.mayPass();
      case Failure.Unreadable unreadable -> true;
      case Failure.TooLarge unread -> true;
      default -> false;
    };
  }

  /** The caller was interrupted, and how far the call came is not known. */
  public static boolean byInterrupt(Failure failure) {
    return failure instanceof Failure.Unreachable(var call, var reason, var detail)
        && reason == Failure.Reason.INTERRUPTED;
  }

  /** The server may be back in a moment: a restart of Dokploy, a proxy without it. */
  public static boolean forNow(Failure failure) {
    return switch (failure) {
      case Failure.Unreachable(var call, var reason, var detail) ->
          switch (reason) {
            case INTERRUPTED,
                UNTRUSTED_CERTIFICATE,
                CERTIFICATE_DATES,
                CERTIFICATE_NAME,
                NEEDS_HTTP,
                NEEDS_HTTPS ->
                false;
            default -> true;
          };
      case Failure.ServerError(var call, var status, var message, var full) -> status >= 502;
      case Failure.Overloaded overloaded -> true;
      case Failure.Intermediary front -> front.mayPass();
      default -> false;
    };
  }

  /** What else a Dokploy says that is just starting, and also one that will never say otherwise. */
  static boolean perhapsForNow(Failure failure) {
    return switch (failure) {
      case Failure.BadToken badToken -> true;
      case Failure.NotDokploy page -> true;
      case Failure.Intermediary page -> true;
      case Failure.ServerError error -> true;
      default -> false;
    };
  }

  /**
   * Makes something; where the answer is lost, looks for what was made. Dokploy may still be at it,
   * and who begins again before it is done would make it twice.
   */
  public static <T> T settled(Time time, Supplier<T> write, Supplier<Optional<T>> look) {
    try {
      return write.get();
    } catch (DokployException e) {
      if (!answer(e.failure())) {
        throw e;
      }
      return seen(time, look, e).orElseThrow(() -> e);
    }
  }

  /**
   * Looks for what a write whose answer was lost has come to, for as long as Dokploy may still be
   * at it. It may be starting meanwhile: what fails for now was not seen yet.
   *
   * @throws DokployException {@code lost}, where the look fails for good
   */
  public static <T> Optional<T> seen(Time time, Supplier<Optional<T>> look, DokployException lost) {
    var policy = new RetryPolicy(time);
    return Wait.atMost(ON_ITS_WAY, time)
        .until(() -> {
          try {
            return look.get();
          } catch (DokployException e) {
            if (policy.tolerates(e.failure())) {
              return Optional.empty();
            }
            lost.addSuppressed(e);
            throw lost;
          }
        });
  }

  /** Writes values that do no harm when they come twice, so that a lost answer needs no look. */
  public static void repeated(Runnable write) {
    try {
      write.run();
    } catch (DokployException e) {
      if (!answer(e.failure())) {
        throw e;
      }
      write.run();
    }
  }
}
