package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.LogTail;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.containers.StateTable;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.deployment.LogSecrets;
import dev.dokployprovider.provider.machine.deployment.RedactedLines;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Reads the logs of a machine that Dokploy tells: its newest deployment's, and its container's. */
public final class Logs {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** For what was printed before; the way to it may be long. */
  private static final Duration FIRST = Duration.ofSeconds(15);

  /** For the rest of what has ended. */
  private static final Duration REST = Duration.ofSeconds(5);

  /** A log is followed until the user ends it, and no longer than this. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final MachineContext context;

  public Logs(MachineContext context) {
    this.context = context;
  }

  /**
   * The log of a deployment.
   *
   * @param deployment the newest one
   * @param lines its last ones, without secrets
   */
  public record Log(Deployment deployment, List<String> lines) {
    public Log {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Empty where the machine was never deployed.
   *
   * @param lines how many at the most, 1 to 10,000
   * @throws ProblemException where there is no such machine
   */
  public Optional<Log> newest(int lines) {
    var record = recorded();
    return service(record).deployments().stream()
        .findFirst()
        .map(deployment -> {
          String text = context.dokploy().deployments().log(deployment, record.serverId(), lines);
          return new Log(deployment, LogSecrets.blanked(text, context).lines().toList());
        });
  }

  /**
   * Follows the newest deployment until it has ended.
   *
   * @param lines gets the lines as they come, without secrets
   * @return false where none runs
   */
  public boolean followDeployment(Consumer<String> lines) {
    var record = recorded();
    var newest = service(record).deployments().stream().findFirst().filter(Logs::runs);
    if (newest.isEmpty()) {
      return false;
    }
    var whole = new RedactedLines(context, lines);
    try (var tail = context.dokploy().deployments().follow(newest.get(), record.serverId())) {
      var _ =
          forLong()
              .until(() -> {
                boolean ended = !runs(record, newest.get().id());
                whole.add(tail.more());
                return ended ? Optional.of(true) : Optional.empty();
              });
      untilQuiet(tail, whole, REST);
    }
    whole.end();
    return true;
  }

  private boolean runs(MachineRecord record, String deploymentId) {
    return service(record).deployments().stream()
        .anyMatch(one -> one.id().equals(deploymentId) && runs(one));
  }

  private static boolean runs(Deployment deployment) {
    return deployment.status() == Deployment.Status.RUNNING
        || deployment.status() == Deployment.Status.UNKNOWN;
  }

  /** How the log of a container ended. */
  public enum Ending {
    /** All was shown that there is, or that Dokploy would give. */
    WHOLE,
    /** There is no container. */
    NO_CONTAINER,
    /** The connection to Dokploy ended although the container runs. */
    CUT_OFF
  }

  /**
   * What the machine's container has printed, also after it was stopped.
   *
   * @param newest how many lines of what was printed before
   * @param follow whether to go on while the container runs
   */
  public Ending container(int newest, boolean follow, Consumer<String> lines) {
    var record = recorded();
    var containers = new Containers(context, record);
    var seen = containers.sure();
    if (seen.isEmpty()) {
      return Ending.NO_CONTAINER;
    }
    var container = StateTable.runningOf(seen).orElse(seen.getFirst());
    var whole = new RedactedLines(context, lines);
    var ending = Ending.WHOLE;
    try (var tail = context.dokploy().docker().log(container.id(), record.serverId(), newest)) {
      if (follow) {
        ending = forLong().until(() -> followed(tail, whole, containers)).orElse(Ending.WHOLE);
      } else {
        untilQuiet(tail, whole, FIRST);
      }
      whole.add(tail.more());
    }
    whole.end();
    return ending;
  }

  private static Optional<Ending> followed(
      LogTail tail, RedactedLines whole, Containers containers) {
    boolean ended = tail.end().isPresent();
    whole.add(tail.more());
    boolean runs = StateTable.runningOf(containers.sure()).isPresent();
    if (runs) {
      return ended ? Optional.of(Ending.CUT_OFF) : Optional.empty();
    }
    return Optional.of(Ending.WHOLE);
  }

  /**
   * What was printed before comes at once, when the way is open; no message says when that was all.
   * One pause may be the line's.
   */
  private void untilQuiet(LogTail tail, RedactedLines whole, Duration limit) {
    var quiet = new AtomicInteger(-1);
    var _ =
        Wait.atMost(limit, context.time())
            .every(PAUSE, PAUSE)
            .until(() -> {
              boolean ended = tail.end().isPresent();
              String more = tail.more();
              whole.add(more);
              if (!more.isEmpty()) {
                quiet.set(0);
              } else if (quiet.get() >= 0) {
                quiet.incrementAndGet();
              }
              return ended || quiet.get() > 1 ? Optional.of(true) : Optional.empty();
            });
  }

  private Wait forLong() {
    return Wait.atMost(LONGEST, context.time()).every(PAUSE, Duration.ofSeconds(2));
  }

  /** Of the folder, or by the service's name, which takes calls. */
  private MachineRecord recorded() {
    return new Services(context).record().orElseThrow(this::notFound);
  }

  private Service service(MachineRecord record) {
    return context.dokploy().services().find(record.composeId()).orElseThrow(this::notFound);
  }

  private ProblemException notFound() {
    return new ProblemException(new Problem.MachineNotFound(context.id().value()));
  }
}
