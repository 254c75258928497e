package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.folder.ProcessMark;
import dev.dokployprovider.provider.machine.folder.Unfinished;
import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import java.util.List;
import java.util.Optional;

/**
 * A create's entry in the register of unfinished ones: from before it makes anything until the
 * machine is up or removed again. While it is there, whoever ends this process, what was made is
 * taken back.
 */
final class Begun {
  private final UnfinishedCreates register;
  private Unfinished entry;

  private Begun(UnfinishedCreates register, Unfinished entry) {
    this.register = register;
    this.entry = entry;
  }

  /** Enters this run in place of earlier ones that left the machine half-made. */
  static Begun enter(MachineContext context, Guard guard) {
    var register = new UnfinishedCreates(context.dataFolder());
    var earlier = earlier(context);
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
    return new Begun(register, entry);
  }

  /** The entries of earlier creates of the same machine, none of which is at work any more. */
  static List<Unfinished> earlier(MachineContext context) {
    return new UnfinishedCreates(context.dataFolder())
        .list().stream()
            .filter(one -> one.machine().equals(context.id().value()))
            .filter(one -> one.server().equals(context.options().server()))
            .filter(one -> one.project().equals(context.options().project()))
            .toList();
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
  void end() {
    register.remove(entry.id());
  }
}
