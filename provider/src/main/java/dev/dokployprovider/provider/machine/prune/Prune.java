package dev.dokployprovider.provider.machine.prune;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.deployment.FailureProblems;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.Wording;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Shows and removes what this owner's machines have left over. */
public final class Prune {
  private final MachineContext context;
  private final List<Path> homes;
  private final Supplier<List<Path>> endedConnections;

  /**
   * Looks at nothing yet.
   *
   * @param context of no machine
   * @param homes of the clients on this computer
   * @param endedConnections files of live connections that have ended
   */
  public Prune(MachineContext context, List<Path> homes, Supplier<List<Path>> endedConnections) {
    this.context = context;
    this.homes = List.copyOf(homes);
    this.endedConnections = endedConnections;
  }

  /** All that is left over, the projects last. */
  public List<Leftover> find() {
    return context
        .progress()
        .step(
            "search",
            "Looking for what is left over",
            () ->
                Stream.concat(
                        new Search(context, folders()).run().stream(),
                        endedConnections.get().stream()
                            .<Leftover>map(Leftover.EndedConnection::new))
                    .toList());
  }

  /** Removes one after another look; what kept it, or empty when it is gone. */
  public Optional<String> remove(Leftover leftover) {
    try {
      return context
          .progress()
          .step(
              "remove",
              "Removing " + leftover.name(),
              () -> new Removal(context, folders()).remove(leftover));
    } catch (DokployException e) {
      var problem = FailureProblems.of(e.failure(), context.options().server());
      return Optional.of(Wording.of(problem).what());
    } catch (ProblemException e) {
      return Optional.of(Wording.of(e.problem()).what());
    }
  }

  private KnownFolders folders() {
    return new KnownFolders(context.dataFolder(), homes);
  }
}
