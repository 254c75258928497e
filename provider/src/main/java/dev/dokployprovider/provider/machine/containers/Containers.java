package dev.dokployprovider.provider.machine.containers;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/**
 * The containers of a machine. Of a remote server that it can't reach, Dokploy says that there is
 * none (docs/reference/dokploy.md §6.2), so "none" is believed only when the server was seen to
 * answer.
 */
public final class Containers {
  private static final String SLOW = "It did not answer Dokploy in time.";

  private final Dokploy dokploy;
  private final MachineRecord record;

  public Containers(MachineContext context, MachineRecord record) {
    this.dokploy = context.dokploy();
    this.record = record;
  }

  /** As Dokploy tells them; none is no proof. One call. */
  public List<Container> seen() {
    try {
      return dokploy.docker().containers(record.appName(), record.serverId());
    } catch (DokployException e) {
      if (record.serverId().isPresent() && e.failure() instanceof Failure.NotFound) {
        // Dokploy has forgotten the server, and with it all that ran there.
        return List.of();
      }
      if (record.serverId().isPresent() && isSlow(e.failure())) {
        throw lost(SLOW);
      }
      throw e;
    }
  }

  /** Dokploy waits longer for a server than we do for Dokploy. */
  private static boolean isSlow(Failure failure) {
    return failure instanceof Failure.Unreachable(var call, var reason, var detail)
        && reason == Failure.Reason.TIMED_OUT;
  }

  /**
   * The same; none is sure.
   *
   * @throws ProblemException when the server can't be reached
   */
  public List<Container> sure() {
    var seen = seen();
    if (!seen.isEmpty() || record.serverId().isEmpty()) {
      return seen;
    }
    mustAnswer();
    // It may have come back in between.
    return seen();
  }

  /**
   * The same with a call less; none is nearly sure. The server may have come back after the look
   * that found none, so this is only for a word that is asked for again in a moment.
   *
   * @throws ProblemException when the server can't be reached
   */
  public List<Container> likely() {
    var seen = seen();
    if (seen.isEmpty()) {
      mustAnswer();
    }
    return seen;
  }

  /** Whether one runs, as far as can be seen. */
  public boolean anyRuns() {
    return StateTable.runningOf(seen()).isPresent();
  }

  /** Fails with the server's name when the machine's server can't be reached. */
  public void mustAnswer() {
    trouble()
        .ifPresent(why -> {
          throw lost(why);
        });
  }

  /** Why the machine's server does not answer Dokploy; empty when it does, or is Dokploy's own. */
  Optional<String> trouble() {
    if (record.serverId().isEmpty()) {
      return Optional.empty();
    }
    try {
      return dokploy.servers().troubleOf(record.serverId().get());
    } catch (DokployException e) {
      return switch (e.failure()) {
        case Failure.NotFound gone -> Optional.empty();
        case Failure.NotAllowed member -> troubleForMember();
        case Failure.Unsupported other -> troubleForMember();
        case Failure.Unreachable slow when isSlow(slow) -> Optional.of(SLOW);
        default -> throw e;
      };
    }
  }

  /** Who may not look at servers can still see whether a deployed service's files are read. */
  private Optional<String> troubleForMember() {
    boolean hadFiles =
        dokploy.services().find(record.composeId()).stream()
            .flatMap(service -> service.deployments().stream())
            .anyMatch(deployment -> deployment.status() == Deployment.Status.DONE);
    return hadFiles && !dokploy.services().hasFiles(record.composeId())
        ? Optional.of("The files of the machine's service can't be read there.")
        : Optional.empty();
  }

  private ProblemException lost(String why) {
    return new ProblemException(new Problem.RemoteServerLost(serverName(), why));
  }

  private String serverName() {
    return record.server().map(server -> server.name()).orElse("");
  }
}
