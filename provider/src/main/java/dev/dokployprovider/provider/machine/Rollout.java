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
import java.util.Optional;

/** Gives a service the machine's recipe, deploys it and brings the machine up. */
final class Rollout {
  private final MachineContext context;
  private final Keys keys;
  private Optional<Recipe> recipe = Optional.empty();

  Rollout(MachineContext context) {
    this.context = context;
    this.keys = new Keys(context);
  }

  /**
   * Whether a machine was not made to its end from here, so that nobody here could use it: keys are
   * missing, or the deployment with them was not seen to end.
   */
  boolean isUnfinished(MachineRecord record) {
    return !keys.areThere() || record.recipe().equals(MachineRecord.PENDING);
  }

  /** Whether a stopped machine is deployed anew instead of started: it is not what is asked for. */
  boolean isNeeded(MachineRecord record) {
    return isUnfinished(record)
        || (record.isDeployed() && !record.recipe().equals(recipe().hash()));
  }

  void deploy(Service service) {
    if (keys.ensure()) {
      recipe = Optional.empty();
    }
    var hash = recipe().hash();
    context.folder().save(MachineRecord.of(service, MachineRecord.PENDING));
    var record = MachineRecord.of(service, hash);
    keys.pinFirst(record);
    update(service, recipe());
    // A container that is made anew ends it anyway, but may leave it hanging for some seconds.
    context.ssh().close();
    new Deploying(context, service, hash).deploy();
    context.folder().save(record);
    new Bringing(context).up(record);
  }

  /** The recipe that the options ask for; also checks them. */
  private Recipe recipe() {
    var made =
        recipe.orElseGet(() ->
            Recipe.of(
                MachineSpecs.of(context.id().value(), context.options().machine()), keys.handed()));
    recipe = Optional.of(made);
    return made;
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
