package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.problem.ExitCode;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;

/** The program. */
public final class Main {
  /** Those that have something to take back, or to end, when they are interrupted. */
  private static final Set<Verb> CAREFUL =
      EnumSet.of(Verb.CREATE, Verb.BACKUP, Verb.RESTORE, Verb.MOVE);

  private Main() {}

  static void main(String[] args) {
    // Another locale may write numbers with digits of its own, into a compose file too.
    Locale.setDefault(Locale.ROOT);
    var arguments = List.of(args);
    var ended = new CountDownLatch(1);
    var output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    var streams = Streams.system(System.getenv(), output);
    var verb =
        arguments.stream().dropWhile(word -> word.startsWith("-")).findFirst().flatMap(Verb::of);
    // A training too, so that what this needs is in the AOT cache.
    verb.filter(one -> App.STAGED.contains(one) || one == Verb.TRAIN)
        .ifPresent(one -> endOnSignal(Thread.currentThread(), one, ended, streams));
    int exitCode =
        ended(
            () -> App.run(arguments, System.getenv(), streams),
            arguments.contains(Verb.COMMAND.word()) ? ExitCode.COMMAND_FAILED : ExitCode.INTERNAL,
            System.err,
            ended);
    streams.out().flush();
    System.exit(written(output, exitCode, System.err));
  }

  /**
   * Says so where what was printed is not all there.
   *
   * @return the exit code, which is a failure then
   */
  static int written(StandardOutput output, int exitCode, PrintStream err) {
    if (output.failure().isEmpty()) {
      return exitCode;
    }
    err.println("dokploy-provider: Can't write standard output.");
    err.println("  " + output.failure().get() + ".");
    return exitCode == ExitCode.OK ? ExitCode.LOCAL : exitCode;
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
   * Says on SIGTERM, SIGINT or SIGHUP that it was interrupted. Those that are careful also end the
   * waiting in {@code worker}, which then removes what it made. What the others have asked Dokploy
   * for goes on there; run again, they find it.
   */
  private static void endOnSignal(Thread worker, Verb verb, CountDownLatch ended, Streams streams) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              if (ended.getCount() == 0) {
                return;
              }
              boolean carefully = CAREFUL.contains(verb);
              if (carefully) {
                worker.interrupt();
              }
              streams.say(
                  Interrupt.first(
                      verb, carefully && hasMadeSomething(), streams.terminals().err()));
              if (carefully) {
                putInOrder(verb, ended, streams);
              }
            }));
  }

  private static void putInOrder(Verb verb, CountDownLatch ended, Streams streams) {
    switch (Interrupt.await(ended, Interrupt::count, Time.system())) {
      case DONE -> {
        // It has said how.
      }
      case AGAIN -> {
        streams.say(ProgramName.of(System.getenv()).in(Interrupt.second(verb)));
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
      }
      case TIMED_OUT -> streams.say(ProgramName.of(System.getenv()).in(Interrupt.timedOut(verb)));
    }
  }

  private static boolean hasMadeSomething() {
    try {
      return new UnfinishedCreates(Setup.dataFolder(System.getenv()))
          .list().stream().anyMatch(create -> create.run().pid() == ProcessHandle.current().pid());
    } catch (ProblemException unreadable) {
      return false;
    }
  }
}
