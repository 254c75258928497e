package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.service.Containers;
import dev.dokployprovider.provider.machine.service.Lost;
import dev.dokployprovider.provider.machine.service.StateTable;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.Problem.Attempt;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.ssh.Address;
import dev.dokployprovider.provider.ssh.OpenResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds where a machine's SSH server is now and opens the live connection to it. Ports move at
 * every start (dokploy-observed.md, PORT RANGES), so Docker is asked each time; the pinned host key
 * proves that it is this machine that answers.
 */
public final class Reaching {
  private static final String SSH_PORT = "22/tcp";

  /** The exit codes of a container that was told to end: by itself, by SIGKILL, by SIGTERM. */
  private static final Set<Integer> STOPPED_WITH = Set.of(0, 137, 143);

  /** For one address; a machine that is up answers in milliseconds. */
  private static final Duration ONE_TRY = Duration.ofSeconds(3);

  private final MachineContext context;
  private final MachineRecord record;
  private List<Attempt> attempts = List.of();
  private String container = "no container yet";
  private int wrongKeys;
  private boolean askedInstance;
  private Optional<String> instance = Optional.empty();

  public Reaching(MachineContext context, MachineRecord record) {
    this.context = context;
    this.record = record;
  }

  /**
   * Looks, tries, and looks again until the live connection is open.
   *
   * @throws ProblemException when it is not within {@code limit}, saying what was tried; at once
   *     when the machine has ended
   */
  public void reach(Duration limit) {
    var wait = Wait.atMost(limit, context.time()).every(Duration.ofMillis(150), ONE_TRY);
    if (wait.until(this::lookAndTry).isEmpty()) {
      if (attempts.isEmpty()) {
        new Containers(context, record).mustAnswer();
      }
      throw new ProblemException(
          attempts.isEmpty()
              ? new Problem.MachineFailed(context.id().value(), "Docker says: " + container)
              : new Problem.MachineUnreachable(context.id().value(), attempts, container));
    }
  }

  /** One try with what was just seen; whether the live connection is open then. */
  public boolean reachNow(List<Container> containers) {
    return context.ssh().isOpen() || tryOnce(containers).isPresent();
  }

  private Optional<Boolean> lookAndTry() {
    try {
      return tryOnce(context.dokploy().containers(record.appName(), record.serverId()));
    } catch (DokployException e) {
      if (!Lost.forNow(e.failure())) {
        throw e;
      }
      container = "nothing, as Dokploy does not answer";
      return Optional.empty();
    }
  }

  private Optional<Boolean> tryOnce(List<Container> containers) {
    var running = StateTable.runningOf(containers);
    if (running.isEmpty()) {
      stillComing(containers);
      return Optional.empty();
    }
    var details = new Inspecting(context, record).details(running.get());
    container = "container " + running.get().name() + " is running";
    return details.flatMap(this::tryAddresses);
  }

  /** Goes on waiting unless the container has ended. */
  private void stillComing(List<Container> containers) {
    for (var one : containers) {
      container = "container " + one.name() + " is " + one.state().name().toLowerCase(Locale.ROOT);
      if (one.state() == ContainerState.EXITED || one.state() == ContainerState.DEAD) {
        throw ended(one);
      }
    }
  }

  private ProblemException ended(Container ended) {
    var details = new Inspecting(context, record).ended(ended);
    int exitCode = details.map(ContainerDetails::exitCode).orElse(-1);
    String machine = context.id().value();
    return new ProblemException(
        STOPPED_WITH.contains(exitCode)
            ? new Problem.MachineStopped(machine)
            : new Problem.MachineFailed(
                machine,
                "Its container ended with exit code %d. %s"
                    .formatted(exitCode, details.map(ContainerDetails::error).orElse(""))
                    .strip()));
  }

  private Optional<Boolean> tryAddresses(ContainerDetails details) {
    var published = details.published().getOrDefault(SSH_PORT, List.of());
    var tried = new ArrayList<Attempt>();
    for (var address :
        Addresses.of(published, context.options(), record.serverAddress(), instance)) {
      var result = open(address);
      if (result instanceof OpenResult.Opened) {
        return Optional.of(true);
      }
      notTheMachine(result, address);
      tried.add(new Attempt(address.toString(), said(result)));
    }
    attempts = tried;
    askInstance();
    return Optional.empty();
  }

  private OpenResult open(Address address) {
    return context.ssh().open(address, record.appName(), ONE_TRY);
  }

  private static String said(OpenResult result) {
    return switch (result) {
      case OpenResult.Opened() -> "it answers";
      case OpenResult.UnknownHost(var detail) -> "there is no host of that name";
      case OpenResult.Refused(var detail) -> "the connection is refused";
      case OpenResult.Unreachable(var detail) -> "no way leads there: " + detail;
      case OpenResult.TimedOut(var detail) -> "no answer in time";
      case OpenResult.Closed(var detail) -> "the connection is closed at once: " + detail;
      case OpenResult.NotSsh(var detail) -> "what answers is no SSH server";
      case OpenResult.OtherHostKey(var detail) -> "another SSH server answers (another host key)";
      case OpenResult.KeyRefused(var detail) -> "the machine does not take our key";
      case OpenResult.Failed(var detail) -> detail;
    };
  }

  /** One call more, only where Dokploy's own address did not lead to the machine. */
  private void askInstance() {
    if (!askedInstance && record.serverAddress().isEmpty()) {
      askedInstance = true;
      instance = context.dokploy().instanceAddress();
    }
  }

  /**
   * Docker has named the address a moment ago, so the machine may just have moved: twice counts.
   */
  private void notTheMachine(OpenResult result, Address address) {
    if (result instanceof OpenResult.OtherHostKey && ++wrongKeys >= 3) {
      throw new ProblemException(
          new Problem.WrongHostKey(context.id().value(), address.toString()));
    }
  }
}
