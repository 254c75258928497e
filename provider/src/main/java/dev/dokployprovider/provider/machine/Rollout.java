package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.Asked;
import dev.dokployprovider.provider.machine.context.ComposeSize;
import dev.dokployprovider.provider.machine.context.Keys;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.reach.Bringing;
import dev.dokployprovider.provider.machine.service.Deploying;
import dev.dokployprovider.provider.machine.service.Lost;
import dev.dokployprovider.provider.machine.service.Neighbours;
import dev.dokployprovider.provider.machine.service.NextPort;
import dev.dokployprovider.provider.machine.service.Ownership;
import dev.dokployprovider.provider.machine.service.Rights;
import dev.dokployprovider.provider.machine.service.SharedVolumes;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.Notes;
import dev.dokployprovider.provider.recipe.Recipe;
import java.util.List;
import java.util.Optional;

/** Gives a service the machine's recipe, deploys it and brings the machine up. */
final class Rollout {
  private static final String MADE_ANEW =
      "The machine's container is made anew: its volumes stay as they are, all else (packages that"
          + " were installed by hand, /etc, /usr) comes from its image again.";

  private final MachineContext context;
  private final Keys keys;

  Rollout(MachineContext context) {
    this.context = context;
    this.keys = new Keys(context);
  }

  /** The recipe that the options ask for; also checks them. */
  private Recipe recipe(Optional<String> base, List<String> layersOf) {
    return Recipe.of(
        MachineSpecs.of(context),
        keys.handed(),
        new Notes(base, Asked.of(context.options().machine())),
        layersOf);
  }

  private String hash() {
    return recipe(Optional.empty(), List.of()).hash();
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
    return isUnfinished(record) || (record.isDeployed() && isAskedOtherwise(record));
  }

  /** A machine that is there is not kept from starting by a value that can't be read any more. */
  private boolean isAskedOtherwise(MachineRecord record) {
    try {
      return !record.recipe().equals(hash());
    } catch (ProblemException e) {
      context
          .progress()
          .note(MachineSpecs.withoutOption(e) + " The machine is started as it was deployed.");
      return false;
    }
  }

  /** The hash of what the options ask for; empty where this computer has no keys of the machine. */
  Optional<String> hashOfAsked() {
    return keys.areThere() ? Optional.of(hash()) : Optional.empty();
  }

  /** Whether Dokploy can write what the options ask for; this computer has the keys. */
  void mustFit() {
    fitting(recipe(Optional.empty(), List.of()));
  }

  private Recipe fitting(Recipe recipe) {
    ComposeSize.check(recipe.composeFile(), context.options().machine());
    return recipe;
  }

  /** The same for a machine that is there, whose builder may have lost permissions since. */
  void deployAgain(Service service) {
    MachineSpecs.of(context);
    Rights.checkDeployed(context.dokploy(), context.options().machine());
    deploy(service);
  }

  void deploy(Service service) {
    keys.ensure();
    var base = new Base(context, service);
    var layersOf = new Neighbours(context).images(service.server().map(server -> server.id()));
    var recipe = fitting(recipe(base.known(), layersOf));
    context.folder().save(MachineRecord.of(service, MachineRecord.PENDING));
    var record = MachineRecord.of(service, recipe.hash()).deployed(recipe.composeFile());
    keys.pinFirst(record);
    new SharedVolumes(context)
        .ensure(service, MachineSpecs.of(context).additions().caches().keySet());
    if (!service.deployments().isEmpty()) {
      context.progress().note(MADE_ANEW);
    }
    update(service, recipe);
    // A container that is made anew ends it anyway, but may leave it hanging for some seconds.
    context.ssh().close();
    var deployment =
        base.onItOrAsItIs(
            one ->
                new NextPort(context)
                    .past(() -> deploy(one, recipe), () -> deploy(asItIsNow(one), recipe)),
            () -> update(service, recipe(Optional.empty(), layersOf)));
    context.folder().save(record);
    new Bringing(context).up(record);
    base.learn(deployment, found -> update(service, recipe(Optional.of(found), layersOf)));
  }

  private Optional<Deployment> deploy(Service service, Recipe recipe) {
    return new Deploying(context, service, recipe.hash()).deploy();
  }

  /** With the deployment that failed a moment ago, which is not the next one. */
  private Service asItIsNow(Service service) {
    return context.dokploy().service(service.composeId()).orElse(service);
  }

  private void update(Service service, Recipe recipe) {
    Lost.repeated(() ->
        context
            .dokploy()
            .updateService(
                service.composeId(),
                recipe.composeFile(),
                Ownership.describe(context.id(), context.owner(), recipe.hash())));
  }
}
