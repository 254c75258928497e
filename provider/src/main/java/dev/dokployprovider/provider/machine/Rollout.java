package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.recipe.Recipe;

/** Gives a service the machine's recipe, deploys it and brings the machine up. */
final class Rollout {
  private final MachineContext context;

  Rollout(MachineContext context) {
    this.context = context;
  }

  void deploy(Service service) {
    var keys = new Keys(context);
    keys.ensure();
    var recipe = Recipe.of(MachineSpecs.of(context.id(), context.options()), keys.handed());
    var record = MachineRecord.of(service, recipe.hash());
    context.folder().save(record);
    keys.pinFirst(record);
    context
        .dokploy()
        .updateService(
            service.composeId(),
            recipe.composeFile(),
            Ownership.describe(context.id(), context.owner(), recipe.hash()));
    new Deploying(context).deploy(service);
    new Bringing(context).up(record);
  }
}
