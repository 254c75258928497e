package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.problem.DeploymentFault;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.recipe.MachineNetwork;
import dev.dokployprovider.provider.recipe.Notes;
import dev.dokployprovider.provider.recipe.WrittenRecipe;
import dev.dokployprovider.provider.recipe.model.Subnets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The machine's own network on its server: the one that it has, or one that no other network there
 * overlaps. Docker can't be asked through Dokploy which are free, so one is tried, and Docker
 * refuses it if it is not.
 *
 * @param range where it is taken from
 * @param seed what no other machine has
 * @param current the one to be tried now
 * @param number of those that the seed stands for, the last that was taken
 * @param tried those that another network is in the way of
 */
record OwnNetwork(
    Subnets range, String seed, MachineNetwork current, int number, Set<MachineNetwork> tried) {
  private static final int TRIES = 8;

  private static final Set<DeploymentFault> IN_THE_WAY =
      Set.of(DeploymentFault.SUBNET_TAKEN, DeploymentFault.NETWORK_GONE);

  OwnNetwork {
    tried = Set.copyOf(tried);
  }

  static OwnNetwork of(MachineContext context, Service service) {
    return of(context, WrittenRecipe.read(service.composeFile()));
  }

  /** Of a machine that has no service yet. */
  static OwnNetwork ofNew(MachineContext context) {
    return of(context, Optional.empty());
  }

  private static OwnNetwork of(MachineContext context, Optional<WrittenRecipe> written) {
    var range = MachineSpecs.of(context).subnets();
    String seed = context.owner().value() + "/" + context.id().value();
    var current =
        written
            .map(WrittenRecipe::notes)
            .flatMap(Notes::network)
            .filter(network -> range.contains(network.subnet()))
            .orElseGet(() -> MachineNetwork.of(range, seed, 0));
    return new OwnNetwork(range, seed, current, 0, Set.of());
  }

  /** Another one than those that were tried. */
  OwnNetwork next() {
    var all = new HashSet<>(tried);
    all.add(current);
    int last = number;
    var other = current;
    while (all.contains(other) && all.size() < range.size()) {
      other = MachineNetwork.of(range, seed, ++last);
    }
    return new OwnNetwork(range, seed, other, last, all);
  }

  /** Whether it is this network that a deployment failed for, and another may do. */
  boolean isInTheWay(Problem problem) {
    return problem instanceof Problem.DeploymentFailed failed
        && IN_THE_WAY.contains(failed.fault())
        && tried.size() + 1 < Math.min(TRIES, range.size());
  }
}
