package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineLock;
import dev.dokployprovider.provider.machine.deployment.FailureProblems;
import dev.dokployprovider.provider.machine.deployment.Settling;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.folder.ProcessMark;
import dev.dokployprovider.provider.machine.folder.Unfinished;
import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import dev.dokployprovider.provider.machine.project.Ownership;
import dev.dokployprovider.provider.machine.project.Projects;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.Wording;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Takes back what a create made that was killed, in a process of its own. It has the machine's lock
 * only while it looks and removes, so that a new create of the same machine need not wait for a
 * build to end: that one takes the machine over, and the entry in the register with it.
 */
public final class TakeBack {
  /** A build goes on for as long as it takes, and a computer may be offline for a while. */
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final Duration SELDOM = Duration.ofSeconds(20);

  /** Dokploy may still be working on a call whose caller was killed. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(15);

  private final MachineContext context;
  private final UnfinishedCreates register;
  private final String id;
  private Optional<BooleanSupplier> rest = Optional.empty();

  /**
   * For one entry of the register.
   *
   * @param context of the machine; its folder need not exist any more
   */
  public TakeBack(MachineContext context, String id) {
    this.context = context;
    this.register = new UnfinishedCreates(context.dataFolder());
    this.id = id;
  }

  /** Does it; what could not be done is in the register afterwards. */
  public void run() {
    register.find(id).ifPresent(entry -> register.replace(guarded(entry)));
    var wait = Wait.atMost(LIMIT, context.time()).every(OFTEN, SELDOM);
    wait.until(() -> attempt(wait));
  }

  private static Unfinished guarded(Unfinished entry) {
    return entry.guardedBy(ProcessMark.of(ProcessHandle.current()));
  }

  /** Whether nothing is left to do; empty to try again later. */
  private Optional<Boolean> attempt(Wait wait) {
    var lock = MachineLock.tryTake(context);
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    try (var _ = lock.get()) {
      var entry = register.find(id);
      if (entry.isEmpty() || isDone(entry.get(), wait.passed())) {
        register.remove(id);
        return Optional.of(true);
      }
      return Optional.empty();
    } catch (ProblemException e) {
      return failed(e.problem());
    } catch (DokployException e) {
      return failed(FailureProblems.of(e.failure(), context.options().server()));
    }
  }

  private Optional<Boolean> failed(Problem problem) {
    rest = Optional.empty();
    var why = Wording.of(problem).what();
    register.find(id).ifPresent(entry -> register.replace(entry.failed(context.time().now(), why)));
    return Optional.empty();
  }

  private boolean isDone(Unfinished entry, Duration passed) {
    var made = entry.service().or(() -> find(entry));
    if (made.isEmpty()) {
      return passed.compareTo(ON_ITS_WAY) > 0;
    }
    var service = context.dokploy().services().find(made.get().composeId());
    if (service.filter(one -> !isMarked(one, entry.mark())).isPresent()) {
      // Another folder has taken it over.
      return true;
    }
    // The answer to compose.create lacks the server that the service is on.
    var record =
        service.map(one -> MachineRecord.of(one, MachineRecord.PENDING)).orElseGet(made::get);
    if (rest.isEmpty()) {
      rest = Optional.of(new Settling(context).begin(record));
    }
    if (!rest.get().getAsBoolean()) {
      return false;
    }
    new Undo(context, entry.mark()).remove(record);
    return true;
  }

  /** What was made by a call whose answer was not read. */
  private Optional<MachineRecord> find(Unfinished entry) {
    var found =
        new Services(context)
            .named(entry.machine(), new Projects(context).find()).stream()
                .filter(service -> Ownership.run(service.description()).equals(Optional.of(id)))
                .findFirst()
                .map(service -> MachineRecord.of(service, MachineRecord.PENDING));
    found.ifPresent(record -> register.replace(entry.with(record)));
    return found;
  }

  private static boolean isMarked(Service service, String mark) {
    return Ownership.mark(service.description()).equals(Optional.of(mark));
  }
}
