package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.containers.StateTable;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.deployment.Conditions;
import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.progress.WaitReason;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.machine.retry.WriteRecovery;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.Recipe;
import dev.dokployprovider.provider.ssh.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds where a machine's SSH server is now and opens the live connection to it. Ports and the
 * containers' addresses move at every start (docs/reference/dokploy.md §6.7), so Docker is asked
 * each time; only a name at Traefik stays, and is tried without asking anybody. The pinned host key
 * proves that it is this machine that answers.
 */
public final class Reaching {
  private static final String SSH_PORT = Recipe.SSH_PORT + "/tcp";

  /** The exit codes of a container that was stopped: by itself, by SIGKILL, by SIGTERM. */
  private static final Set<Integer> STOPPED_WITH = Set.of(0, 137, 143);

  /** For another look where a machine that was just moved may be met. */
  private static final Duration ANOTHER_LOOK = Duration.ofSeconds(5);

  private final MachineContext context;
  private final MachineRecord record;
  private final Wait limit;
  private final Purpose purpose;
  private final ConnectAttempts tries;
  private final Inspecting inspecting;
  private final WaitReason reason;
  private Optional<String> expected = Optional.empty();
  private String docker = "Docker says: no container yet";
  private Optional<DokployException> unanswered = Optional.empty();
  private boolean askedWhose;
  private boolean askedInstance;
  private Optional<String> instance = Optional.empty();

  /**
   * @param limit what all the tries may take, and the words about them
   */
  public Reaching(MachineContext context, MachineRecord record, Wait limit, Purpose purpose) {
    this.context = context;
    this.record = record;
    this.purpose = purpose;
    this.limit = limit.every(Duration.ofMillis(150), ConnectAttempts.ONE);
    this.tries = new ConnectAttempts(context, record, limit);
    this.inspecting = new Inspecting(context, record);
    this.reason = new WaitReason(context.progress(), context.time(), "ssh");
  }

  /**
   * The container that runs now if all went well: it is asked for before any list, which saves a
   * call.
   *
   * @param container its id or its name
   */
  Reaching expecting(Optional<String> container) {
    expected = container;
    return this;
  }

  /**
   * Looks, tries, and looks again until the live connection is open.
   *
   * @throws ProblemException when it is not within the limit, saying what was tried; at once when
   *     the machine has ended
   */
  public void reach() {
    if (limit.before(tries::worthwhile, this::tryAloud).isEmpty()) {
      boolean untried = tries.results().isEmpty() && noAddress().isEmpty();
      if (untried && unanswered.isPresent()) {
        throw unanswered.get();
      }
      if (tries.results().isEmpty()) {
        new Containers(context, record).mustAnswer();
      }
      tries.explain();
      throw new ProblemException(
          untried
              ? neverRan()
              : new Problem.MachineUnreachable(
                  context.id().value(),
                  tries.attempts(),
                  facts(),
                  Hints.of(record.route(), tries.results()),
                  jump()));
    }
  }

  /**
   * One try with what was just seen; whether the live connection is open then. Where nothing but
   * other machines were met, Docker is asked once more.
   */
  public boolean reachNow(List<Container> containers) {
    if (context.ssh().isOpen() || tryWith(containers).isPresent()) {
      return true;
    }
    return tries.onlyWrongKeys()
        && Wait.atMost(ANOTHER_LOOK, context.time())
            .every(Duration.ofMillis(150), ConnectAttempts.ONE)
            .until(() -> tries.onlyWrongKeys() ? lookAndTry() : Optional.of(false))
            .orElse(false);
  }

  /** Who brings a machine up waits for minutes, and hears why. */
  private Optional<Boolean> tryAloud() {
    var open = lookAndTry();
    if (open.isEmpty() && purpose == Purpose.START) {
      reason.is(
          tries.attempts().stream()
              .map(tried -> tried.address() + ": " + tried.outcome())
              .findFirst()
              .orElse(unanswered.isPresent() ? "Dokploy does not answer; retrying" : docker));
    }
    return open;
  }

  private Optional<Boolean> lookAndTry() {
    try {
      if (record.route() instanceof DeployedRoute.Tls(var name)) {
        return tryName(name).or(this::goOnUnlessEnded);
      }
      var started = expected.flatMap(this::runningNow);
      expected = Optional.empty();
      return started.isPresent()
          ? tryContainer(started.get())
          : tryWith(context.dokploy().docker().containers(record.appName(), record.serverId()));
    } catch (DokployException e) {
      if (!WriteRecovery.forNow(e.failure())) {
        throw e;
      }
      unanswered = Optional.of(e);
      return Optional.empty();
    }
  }

  /** Docker is asked only for a word about a machine that does not answer, where it may be. */
  private Optional<Boolean> goOnUnlessEnded() {
    try {
      var containers = context.dokploy().docker().containers(record.appName(), record.serverId());
      if (see(containers).isEmpty()) {
        stillComing(containers);
      }
    } catch (DokployException e) {
      if (!(e.failure() instanceof Failure.NotAllowed)) {
        throw e;
      }
      docker = "The token's owner may not ask Docker";
    }
    return Optional.empty();
  }

  private Optional<Boolean> tryWith(List<Container> containers) {
    var running = see(containers);
    if (running.isEmpty()) {
      stillComing(containers);
      return Optional.empty();
    }
    if (record.route() instanceof DeployedRoute.Tls(var name)) {
      return tryName(name);
    }
    return inspecting.details(running.get()).flatMap(this::tryContainer);
  }

  private Optional<ContainerDetails> runningNow(String container) {
    var running = inspecting.runningNow(container);
    running.ifPresent(one -> docker = "Docker says: container " + container + " is running");
    return running;
  }

  private Optional<Container> see(List<Container> containers) {
    var running = StateTable.runningOf(containers);
    running.ifPresent(one -> docker = "Docker says: container " + one.name() + " is running");
    return running;
  }

  private Optional<String> jump() {
    return record.route() instanceof DeployedRoute.Jump
        ? Optional.of(String.join(" ", context.options().jumpHost().arguments()))
        : Optional.empty();
  }

  private Problem neverRan() {
    String machine = context.id().value();
    return purpose == Purpose.START
        ? new Problem.StartTimedOut(machine, limit.limit(), docker + ".")
        : new Problem.MachineBusy(machine, docker + ".");
  }

  /** Goes on waiting unless the container has ended, or none was asked for. */
  private void stillComing(List<Container> containers) {
    for (var one : containers) {
      String state = one.state().name().toLowerCase(Locale.ROOT);
      docker = "Docker says: container " + one.name() + " is " + state;
    }
    if (purpose == Purpose.USE) {
      mustBeComing(containers);
    } else if (containers.isEmpty()) {
      mustHaveItsService();
    } else {
      containers.stream().filter(Reaching::hasEnded).findFirst().ifPresent(this::failToStart);
    }
  }

  /** A container that was started is only gone for good when its service was deleted since. */
  private void mustHaveItsService() {
    if (context.dokploy().services().find(record.composeId()).isEmpty()) {
      throw new ProblemException(new Problem.MachineNotFound(context.id().value()));
    }
  }

  private static boolean hasEnded(Container container) {
    return container.state() == ContainerState.EXITED || container.state() == ContainerState.DEAD;
  }

  /** None may also mean that its server does not answer, which is not the machine's state. */
  private void mustBeComing(List<Container> seen) {
    var containers = seen.isEmpty() ? new Containers(context, record).sure() : seen;
    var condition = new Conditions(context).of(record, containers);
    if (condition instanceof Condition.Ended(var state, var _)) {
      condition = new Condition.Ended(state, inspecting.ended(containers.getFirst()));
    }
    boolean isComing =
        switch (condition.state()) {
          case STOPPED, NOT_FOUND -> false;
          case RUNNING, BUSY -> true;
        };
    if (!isComing) {
      throw new ProblemException(condition.problem(context.id().value()));
    }
    docker = stripped(condition.words());
  }

  private static String stripped(String sentence) {
    return sentence.substring(0, sentence.length() - 1);
  }

  private void failToStart(Container ended) {
    var details = inspecting.ended(ended);
    // Where Docker may not be asked, the usual end is taken for granted.
    int exitCode = details.map(ContainerDetails::exitCode).orElse(0);
    var condition = new Condition.Ended(ended.state(), details);
    throw new ProblemException(
        STOPPED_WITH.contains(exitCode)
            ? condition.problem(context.id().value())
            : new Problem.FailedToStart(context.id().value(), condition.words()));
  }

  /**
   * Keys that do not fit are the sign of a machine that another folder has taken over, or that this
   * one never had; one call.
   */
  private void mustBeOurs() {
    if (askedWhose || !tries.keysDoNotFit()) {
      return;
    }
    askedWhose = true;
    if (context
        .dokploy()
        .services()
        .find(record.composeId())
        .filter(new Services(context)::isOfAnotherFolder)
        .isPresent()) {
      throw new ProblemException(new Problem.TakenOver(context.id().value()));
    }
  }

  private Optional<Boolean> tryName(String name) {
    var traefik = Addresses.ofTraefik(context.options(), record.serverAddress(), instance);
    return opened(tries.anyOf(traefik, context.ssh().throughTls(name)));
  }

  private Optional<Boolean> tryContainer(ContainerDetails details) {
    if (record.route() instanceof DeployedRoute.Jump) {
      var own = Addresses.ofContainer(details.networks(), record.appName(), Recipe.SSH_PORT);
      var jump = new Transport.ThroughSsh(context.options().jumpHost());
      boolean open = tries.anyOf(own, jump);
      if (!open) {
        mustBeOurs();
      }
      return open ? Optional.of(true) : Optional.empty();
    }
    var published = details.published().getOrDefault(SSH_PORT, List.of());
    var addresses = Addresses.of(published, context.options(), record.serverAddress(), instance);
    var direct = new Transport.Direct();
    return opened(
        purpose == Purpose.START
            ? tries.anyOfStarted(addresses, direct)
            : tries.anyOf(addresses, direct));
  }

  /** Where Dokploy's own address did not lead to the machine, one call more: the instance's. */
  private Optional<Boolean> opened(boolean open) {
    if (!open) {
      mustBeOurs();
    }
    if (!open && !askedInstance && record.serverAddress().isEmpty()) {
      askedInstance = true;
      instance = context.dokploy().servers().instanceAddress().map(String::strip);
    }
    return open ? Optional.of(true) : Optional.empty();
  }

  private List<String> facts() {
    var facts = new ArrayList<String>();
    facts.add(docker + ".");
    instance
        .filter(Addresses::isOne)
        .ifPresent(
            address -> facts.add("Dokploy says that its server's own address is " + address + "."));
    noAddress()
        .ifPresent(text ->
            facts.add("What Dokploy has as its server's address is none: \"" + text + "\"."));
    return facts;
  }

  private Optional<String> noAddress() {
    return record
        .serverAddress()
        .or(() -> instance)
        .filter(text -> !Addresses.isOne(text))
        .map(text -> text.replaceAll("\\p{Cntrl}", "?"));
  }
}
