package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.Keys;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.reach.Bringing;
import dev.dokployprovider.provider.machine.service.Deploying;
import dev.dokployprovider.provider.machine.service.Lost;
import dev.dokployprovider.provider.machine.service.Ownership;
import dev.dokployprovider.provider.recipe.Recipe;

/** Gives a service the machine's recipe, deploys it and brings the machine up. */
final class Rollout {
  private final MachineContext context;

  Rollout(MachineContext context) {
    this.context = context;
  }

  /** The recipe that the options ask for; also checks them. */
  private Recipe recipe(String appName, Keys keys) {
    return Recipe.of(
        MachineSpecs.of(context.id().value(), appName, context.options().machine()), keys.handed());
  }

  /** Whether a machine that was deployed from here is not the one that the options ask for now. */
  boolean isNeeded(MachineRecord record) {
    return !record.recipe().equals(MachineRecord.NO_RECIPE)
        && !record.recipe().equals(recipe(record.appName(), new Keys(context)).hash());
  }

  void deploy(Service service) {
    var keys = new Keys(context);
    keys.ensure();
    var recipe = recipe(service.appName(), keys);
    context.folder().save(MachineRecord.of(service, MachineRecord.PENDING));
    var record = MachineRecord.of(service, recipe.hash()).deployed(recipe.composeFile());
    keys.pinFirst(record);
    update(service, recipe);
    // A container that is made anew ends it anyway, but may leave it hanging for some seconds.
    context.ssh().close();
    new Deploying(context).deploy(service);
    context.folder().save(record);
    new Bringing(context).up(record);
  }

  /** The same values once more do no harm, so a lost answer needs no look. */
  private void update(Service service, Recipe recipe) {
    Runnable write =
        () ->
            context
                .dokploy()
                .updateService(
                    service.composeId(),
                    recipe.composeFile(),
                    Ownership.describe(context.id(), context.owner(), recipe.hash()));
    try {
      write.run();
    } catch (DokployException e) {
      if (!Lost.answer(e.failure())) {
        throw e;
      }
      write.run();
    }
  }
}
