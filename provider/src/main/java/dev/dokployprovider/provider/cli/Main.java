package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import dev.dokployprovider.provider.problem.ExitCode;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** The program. */
public final class Main {
  /** How long an interrupted create may take to remove what it made; then its guard goes on. */
  private static final long GRACE_SECONDS = 90;

  /** Those that have something to take back, or to end, when they are interrupted. */
  private static final Set<Verb> CAREFUL =
      EnumSet.of(Verb.CREATE, Verb.BACKUP, Verb.RESTORE, Verb.MOVE);

  private Main() {}

  static void main(String[] args) {
    var arguments = List.of(args);
    var ended = new CountDownLatch(1);
    var streams = Streams.system(System.getenv());
    var verb =
        arguments.stream().dropWhile(word -> word.startsWith("-")).findFirst().flatMap(Verb::of);
    // A training too, so that what this needs is in the AOT cache.
    if (verb.filter(one -> App.STAGED.contains(one) || one == Verb.TRAIN).isPresent()) {
      endOnSignal(
          Thread.currentThread(), verb.filter(CAREFUL::contains).isPresent(), ended, streams);
    }
    int exitCode =
        ended(
            () -> App.run(arguments, System.getenv(), streams),
            arguments.contains(Verb.COMMAND.word()) ? ExitCode.COMMAND_FAILED : ExitCode.INTERNAL,
            System.err,
            ended);
    System.exit(exitCode);
  }

  /**
   * Runs the program to its end, whatever that is, and tells who waits for it.
   *
   * @param otherwise the exit code where it has none
   */
  static int ended(IntSupplier program, int otherwise, PrintStream err, CountDownLatch ended) {
    try {
      return program.getAsInt();
    } catch (RuntimeException | Error untold) {
      tell(untold, err);
      return otherwise;
    } finally {
      // Before the exit, whose hook waits for it.
      ended.countDown();
    }
  }

  private static void tell(Throwable untold, PrintStream err) {
    try {
      err.println("dokploy-provider: " + untold);
    } catch (RuntimeException | Error noMemoryForThatEither) {
      // The exit code tells.
    }
  }

  /**
   * Says on SIGTERM, SIGINT or SIGHUP that it was interrupted.
   *
   * @param carefully also ends the waiting in {@code worker}, which then removes what it made. What
   *     the others have asked Dokploy for goes on there; run again, they find it.
   */
  private static void endOnSignal(
      Thread worker, boolean carefully, CountDownLatch ended, Streams streams) {
    var hook =
        new Thread(() -> {
          if (ended.getCount() == 0) {
            return;
          }
          if (carefully) {
            worker.interrupt();
          }
          boolean removes = carefully && hasMadeSomething();
          streams.say(removes ? "Interrupted; removing what was made" : "Interrupted");
          if (carefully) {
            await(ended);
          }
        });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static boolean hasMadeSomething() {
    try {
      return new UnfinishedCreates(Setup.dataFolder(System.getenv()))
          .list().stream().anyMatch(create -> create.run().pid() == ProcessHandle.current().pid());
    } catch (ProblemException unreadable) {
      return false;
    }
  }

  private static void await(CountDownLatch ended) {
    try {
      if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "dokploy-provider: what was made could not be removed in time; that goes on in the"
                + " background");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
