package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.problem.ExitCode;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The program. */
public final class Main {
  /** How long a create that is told to end may take to remove what it made. */
  private static final long GRACE_SECONDS = 90;

  private Main() {}

  static void main(String[] args) {
    var arguments = List.of(args);
    var ended = new CountDownLatch(1);
    if (arguments.contains(Verb.CREATE.word())) {
      endGently(Thread.currentThread(), ended);
    }
    int exitCode;
    try {
      exitCode = App.run(arguments, System.getenv(), Streams.system(System.getenv()));
    } catch (RuntimeException | Error untold) {
      System.err.println("dokploy-provider: " + untold);
      exitCode =
          arguments.contains(Verb.COMMAND.word()) ? ExitCode.COMMAND_FAILED : ExitCode.INTERNAL;
    }
    // First, as the hook waits for it.
    ended.countDown();
    System.exit(exitCode);
  }

  /** SIGTERM or SIGINT ends the waiting in {@code worker}; what it made is then removed. */
  private static void endGently(Thread worker, CountDownLatch ended) {
    var hook =
        new Thread(() -> {
          if (ended.getCount() > 0) {
            worker.interrupt();
            await(ended);
          }
        });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void await(CountDownLatch ended) {
    try {
      if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("dokploy-provider: what was made could not be removed in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
