package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.problem.DeploymentFault;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.MachineNetwork;
import dev.dokployprovider.provider.recipe.Notes;
import dev.dokployprovider.provider.recipe.WrittenRecipe;
import dev.dokployprovider.provider.recipe.spec.Subnets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The machine's own network on its server: the one that it has, or one that no other network there
 * overlaps. Nobody can ask Docker through Dokploy which are free, so one is tried, and Docker
 * refuses it if it is not.
 */
final class OwnNetwork {
  private static final int TRIES = 8;

  private static final Set<DeploymentFault> IN_THE_WAY =
      Set.of(DeploymentFault.SUBNET_TAKEN, DeploymentFault.NETWORK_GONE);

  private final MachineContext context;
  private final Subnets range;
  private final Set<MachineNetwork> tried = new HashSet<>();
  private MachineNetwork current;
  private int number;

  OwnNetwork(MachineContext context, Service service) {
    this.context = context;
    this.range = MachineSpecs.of(context).subnets();
    this.current =
        WrittenRecipe.read(service.composeFile())
            .map(WrittenRecipe::notes)
            .flatMap(Notes::network)
            .filter(network -> range.contains(network.subnet()))
            .orElseGet(() -> numbered(0));
  }

  MachineNetwork current() {
    return current;
  }

  /** Takes another one than those that were tried. */
  void next() {
    tried.add(current);
    while (tried.contains(current) && tried.size() < range.size()) {
      current = numbered(++number);
    }
  }

  /** Does the first, and then the other with the next network while one is in the way. */
  <T> T past(Supplier<T> first, Supplier<T> again) {
    for (int tries = 1; ; tries++) {
      try {
        return tries == 1 ? first.get() : again.get();
      } catch (ProblemException e) {
        if (!mayHelp(e.problem(), tries)) {
          throw e;
        }
        context
            .progress()
            .note("Another network on the server has those addresses; taking the next ones.");
        next();
      }
    }
  }

  private boolean mayHelp(Problem problem, int tries) {
    return problem instanceof Problem.DeploymentFailed failed
        && IN_THE_WAY.contains(failed.fault())
        && tries < Math.min(TRIES, range.size());
  }

  private MachineNetwork numbered(int number) {
    return MachineNetwork.of(range, context.owner().value() + "/" + context.id().value(), number);
  }
}
