package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.machine.folder.Trials;
import dev.dokployprovider.provider.machine.folder.Unfinished;
import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Says what killed creates have left, and has it taken back where this run has the same server: the
 * process that should have done so may have been killed too, or have been without a network.
 */
final class UnfinishedNotice {
  /** Until what failed is tried again. */
  private static final Duration AGAIN = Duration.ofHours(1);

  private final Map<String, String> environment;
  private final GuardProcess guard;
  private final PrintStream err;

  UnfinishedNotice(Map<String, String> environment, GuardProcess guard, PrintStream err) {
    this.environment = environment;
    this.guard = guard;
    this.err = err;
  }

  /** A create of the same machine says nothing of it: it takes over what is left. */
  void show(Verb verb) {
    new Trials(Setup.dataFolder(environment)).sweep();
    String own = verb == Verb.CREATE ? environment.getOrDefault("MACHINE_ID", "") : "";
    for (var create : new UnfinishedCreates(Setup.dataFolder(environment)).list()) {
      if (!create.isAttended() && !create.machine().equals(own)) {
        boolean again = isWorthATry(create, server(), Instant.now());
        if (again) {
          guard.startNow(create.id());
        }
        err.println(ProgramName.of(environment).in(line(create, again)));
      }
    }
  }

  private Optional<URI> server() {
    try {
      return Optional.of(Setup.server(environment));
    } catch (ProblemException unfit) {
      return Optional.empty();
    }
  }

  static boolean isWorthATry(Unfinished create, Optional<URI> server, Instant now) {
    boolean lately =
        create.failure().filter(one -> one.when().plus(AGAIN).isAfter(now)).isPresent();
    return server.equals(Optional.of(create.server())) && !lately;
  }

  /** One line for people. */
  static String line(Unfinished create, boolean again) {
    String what =
        "dokploy-provider: a create of the machine %s on %s, begun at %s, was killed. "
            .formatted(create.machine(), create.server(), create.begun());
    if (again) {
      return what + "What it made is being removed in the background.";
    }
    return what
        + create
            .failure()
            .map(one -> "What it made could not be removed: " + one.why())
            .orElse("What it made may be left.")
        + " Remove the service "
        + create.machine()
        + " of the project "
        + create.project()
        + " on Dokploy's page, or run: dokploy-provider prune";
  }
}
