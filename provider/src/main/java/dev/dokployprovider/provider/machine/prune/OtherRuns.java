package dev.dokployprovider.provider.machine.prune;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.FolderLock;
import dev.dokployprovider.provider.machine.folder.MachineLocks;
import dev.dokployprovider.provider.machine.folder.Unfinished;
import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Other runs of this user's: what one of them works on is not left over. */
final class OtherRuns {
  static final String AT_WORK = "another run of the provider is working on it";

  private final MachineContext context;

  OtherRuns(MachineContext context) {
    this.context = context;
  }

  /** Whether one works on that machine now; it is not waited for. */
  boolean workOn(String machine) {
    return creates().stream().anyMatch(create -> create.machine().equals(machine))
        || isLocked(locks(machine));
  }

  /** Whether one makes a machine, in this project and perhaps with what all of them share. */
  boolean create() {
    return !creates().isEmpty();
  }

  /**
   * Does something to a machine while no other run can; what kept it from that, or its own answer.
   */
  Optional<String> whileNoneWorksOn(String machine, Supplier<Optional<String>> removal) {
    var locks = locks(machine);
    var lock = FolderLock.tryTake(locks.file());
    if (lock.isEmpty()) {
      return Optional.of(AT_WORK);
    }
    try (var _ = lock.get()) {
      var kept = removal.get();
      locks.forget();
      return kept;
    }
  }

  private List<Unfinished> creates() {
    return new UnfinishedCreates(context.dataFolder())
        .list().stream()
            .filter(create -> create.server().equals(context.options().server()))
            .filter(create -> create.project().equals(context.options().project()))
            .filter(Unfinished::isAttended)
            .toList();
  }

  private static boolean isLocked(MachineLocks locks) {
    if (!Files.exists(locks.file())) {
      return false;
    }
    var lock = FolderLock.tryTake(locks.file());
    lock.ifPresent(FolderLock::close);
    return lock.isEmpty();
  }

  private MachineLocks locks(String machine) {
    return new MachineLocks(
        context.dataFolder(), context.options().server(), context.options().project(), machine);
  }
}
