package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.folder.ProcessMark;
import dev.dokployprovider.provider.machine.folder.Unfinished;
import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import dev.dokployprovider.provider.machine.project.Ownership;
import java.util.List;
import java.util.Optional;

/**
 * A create's entry in the register of unfinished ones: from before it makes anything until the
 * machine is up or removed again. While it is there, whatever ends this process, what was made is
 * taken back.
 */
final class UnfinishedEntry {
  private final UnfinishedCreates register;
  private final Guard guard;
  private Unfinished entry;

  private UnfinishedEntry(UnfinishedCreates register, Guard guard, Unfinished entry) {
    this.register = register;
    this.guard = guard;
    this.entry = entry;
  }

  /**
   * Enters this run.
   *
   * @param earlier the creates whose place it takes, since it goes on with what they have left
   */
  static UnfinishedEntry enter(MachineContext context, Guard guard, List<Unfinished> earlier) {
    var register = new UnfinishedCreates(context.dataFolder());
    String id = UnfinishedCreates.newId();
    var entry =
        new Unfinished(
            id,
            context.id().value(),
            context.options().server(),
            context.options().project(),
            context.folder().mark(),
            context.time().now(),
            ProcessMark.of(ProcessHandle.current()),
            guard.start(id),
            Optional.empty(),
            Optional.empty());
    register.put(entry);
    earlier.forEach(one -> register.remove(one.id()));
    return new UnfinishedEntry(register, guard, entry);
  }

  /** The earlier creates that made this service and did not finish it; none is at work any more. */
  static List<Unfinished> earlier(MachineContext context, Service service) {
    return earlier(context).stream().filter(create -> isOf(create, service)).toList();
  }

  private static boolean isOf(Unfinished create, Service service) {
    return create
        .service()
        .map(made -> made.composeId().equals(service.composeId()))
        .orElseGet(() -> Ownership.run(service.description()).equals(Optional.of(create.id())));
  }

  /** Forgets the creates of a machine that is deleted. */
  static void forget(MachineContext context, MachineRecord deleted) {
    var register = new UnfinishedCreates(context.dataFolder());
    earlier(context).stream()
        .filter(create ->
            create
                .service()
                .filter(made -> made.composeId().equals(deleted.composeId()))
                .isPresent())
        .forEach(create -> register.remove(create.id()));
  }

  private static List<Unfinished> earlier(MachineContext context) {
    return new UnfinishedCreates(context.dataFolder())
        .list().stream()
            .filter(one -> one.machine().equals(context.id().value()))
            .filter(one -> one.server().equals(context.options().server()))
            .filter(one -> one.project().equals(context.options().project()))
            .toList();
  }

  /** The id of this run. */
  String id() {
    return entry.id();
  }

  /** This service is what it makes. */
  void made(Service service) {
    entry = entry.with(MachineRecord.of(service, MachineRecord.PENDING));
    register.put(entry);
  }

  /** What it makes. */
  MachineRecord service() {
    return entry
        .service()
        .orElseThrow(() -> new IllegalStateException("nothing was made that could be removed"));
  }

  /** It could not be taken back now; the guard tries again when this process has ended. */
  void failed(MachineContext context, String why) {
    entry = entry.failed(context.time().now(), why);
    register.put(entry);
  }

  /** The machine is up, or nothing of it is left. */
  public void end() {
    register.remove(entry.id());
    guard.end();
  }
}
