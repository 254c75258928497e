package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A question that is on its way while who asks it goes on. */
final class PendingCall<T> implements Supplier<T> {
  private final FutureTask<T> answer;

  private PendingCall(Supplier<T> ask) {
    this.answer = new FutureTask<>(ask::get);
  }

  static <T> PendingCall<T> begin(Supplier<T> ask) {
    var asking = new PendingCall<>(ask);
    Thread.ofPlatform().daemon().name("dokploy-soon").start(asking.answer);
    return asking;
  }

  /** Waits for the answer. Who is interrupted leaves it alone, as with any other read. */
  @Override
  public T get() {
    try {
      return answer.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DokployException(
          new Failure.Unreachable(
              "a read", Failure.Reason.INTERRUPTED, "interrupted while waiting for the answer"),
          interrupted);
    } catch (ExecutionException failed) {
      throw switch (failed.getCause()) {
        case Error error -> throw error;
        case RuntimeException told -> told;
        case null, default -> new IllegalStateException(failed);
      };
    }
  }
}
