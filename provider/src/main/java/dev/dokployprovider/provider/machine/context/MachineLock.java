package dev.dokployprovider.provider.machine.context;

import dev.dokployprovider.provider.machine.folder.FolderLock;
import dev.dokployprovider.provider.machine.folder.MachineLocks;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The right to change a machine, which one run at a time has: first among the runs of the machine's
 * folder, then among all of the user's, whichever folder they work from.
 */
public final class MachineLock implements AutoCloseable {
  private final MachineContext context;
  private final Optional<FolderLock> folder;
  private final Optional<FolderLock> machine;
  private final boolean waited;

  private MachineLock(
      MachineContext context,
      Optional<FolderLock> folder,
      Optional<FolderLock> machine,
      boolean waited) {
    this.context = context;
    this.folder = folder;
    this.machine = machine;
    this.waited = waited;
  }

  /**
   * Waits for it, for as long as a machine may take to be created; who has it already has it.
   *
   * @throws dev.dokployprovider.provider.problem.ProblemException when it is not free in that time
   */
  public static MachineLock take(MachineContext context) {
    if (context.alone()) {
      return new MachineLock(context, Optional.empty(), Optional.empty(), false);
    }
    var inFolder = Taken.of(context, context.folder().lockFile());
    try {
      var ofMachine = Taken.of(context, locks(context).file());
      return new MachineLock(
          context,
          Optional.of(inFolder.lock()),
          Optional.of(ofMachine.lock()),
          inFolder.waited() || ofMachine.waited());
    } catch (RuntimeException | Error e) {
      inFolder.lock().close();
      throw e;
    }
  }

  /**
   * The right without a folder, for who takes back what a run has left; empty while it is taken.
   */
  public static Optional<MachineLock> tryTake(MachineContext context) {
    return FolderLock.tryTake(locks(context).file())
        .map(lock -> new MachineLock(context, Optional.empty(), Optional.of(lock), false));
  }

  /** Whether another run had it when it was asked for. */
  public boolean waited() {
    return waited;
  }

  private static MachineLocks locks(MachineContext context) {
    return new MachineLocks(
        context.dataFolder(),
        context.options().server(),
        context.options().project(),
        context.id().value());
  }

  /**
   * Gives it back. Where this folder knows no machine, the files that were locked go too, and as
   * the very last: who takes a lock after that has the machine and its folder for itself.
   */
  @Override
  public void close() {
    if (machine.isEmpty()) {
      return;
    }
    boolean empty = context.folder().isEmpty();
    if (empty) {
      locks(context).forget();
    }
    machine.get().close();
    if (empty) {
      context.folder().forgetLock();
    }
    folder.ifPresent(FolderLock::close);
  }

  /** One of the two, and whether another run had it. */
  private record Taken(FolderLock lock, boolean waited) {
    static Taken of(MachineContext context, Path file) {
      var free = FolderLock.tryTake(file);
      if (free.isPresent()) {
        return new Taken(free.get(), false);
      }
      String what = "the machine " + context.id();
      context.progress().note("Waiting for another run that is working on " + what + ".");
      return new Taken(
          FolderLock.take(file, what, context.options().patience(), context.time()), true);
    }
  }
}
