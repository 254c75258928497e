package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.ComposeSize;
import dev.dokployprovider.provider.machine.context.Keys;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.machine.context.RequestedOptions;
import dev.dokployprovider.provider.machine.deployment.CacheSources;
import dev.dokployprovider.provider.machine.deployment.Deploying;
import dev.dokployprovider.provider.machine.deployment.SharedVolumes;
import dev.dokployprovider.provider.machine.folder.MachineFolders;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.project.Ownership;
import dev.dokployprovider.provider.machine.project.PermissionCheck;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.machine.reach.Readiness;
import dev.dokployprovider.provider.machine.retry.WriteRecovery;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.Notes;
import dev.dokployprovider.provider.recipe.Recipe;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives a service the machine's recipe, deploys it and brings the machine up. */
public final class Rollout {
  private static final String RECREATED =
      "The machine's container is recreated: what is not on its volumes (packages that were installed"
          + " manually, /etc, /usr) comes from its image again.";

  private static final String TAKEN_OVER =
      "Another folder of yours deployed this machine last; this one takes it over.";

  private static final String OTHER_KEY =
      "Not the machine's own host key answers: its volumes may have been removed. It is deployed once"
          + " more with a new key, to prove that it is the machine.";

  private final MachineContext context;
  private final Keys keys;

  public Rollout(MachineContext context) {
    this.context = context;
    this.keys = new Keys(context);
  }

  private Recipe recipe(DeployAttempt attempt, List<String> layersOf) {
    return Recipe.of(
        MachineSpecs.of(context),
        keys.handed(),
        new Notes(
            attempt.base(),
            Optional.of(attempt.network().current()),
            RequestedOptions.of(context.options().machine())),
        layersOf);
  }

  /** The hash of what the options ask for; empty where this computer has no keys of the machine. */
  public Optional<String> hashOfAsked() {
    return keys.areThere()
        ? Optional.of(Recipe.hashOf(MachineSpecs.of(context), keys.handed()))
        : Optional.empty();
  }

  /**
   * Whether the options ask for something else than what was deployed last from here.
   *
   * @throws ProblemException where they can't be read
   */
  public boolean isChangedSince(MachineRecord record) {
    return !hashOfAsked().equals(Optional.of(record.recipe()));
  }

  /**
   * What a machine is deployed with at first.
   *
   * @param layersOf the images that its build may take layers from, also at the next attempts
   */
  record First(DeployAttempt attempt, Recipe recipe, List<String> layersOf) {}

  /**
   * Of a machine that has no service yet; this computer has its keys.
   *
   * @param layersOf the images that its build may take layers from
   * @param like the compose file of the machine whose base image it gets; empty for none
   * @throws ProblemException where it is more than Dokploy can write
   */
  First firstOfNew(List<String> layersOf, String like) {
    var base = BaseDigest.known(context.options().machine().image(), like);
    return first(base, OwnNetwork.ofNew(context), layersOf);
  }

  private First first(Optional<String> base, OwnNetwork network, List<String> layersOf) {
    var attempt = DeployAttempt.first(base, network);
    var recipe = recipe(attempt, layersOf);
    ComposeSize.check(recipe.composeFile(), context.options().machine());
    return new First(attempt, recipe, layersOf);
  }

  /** The same for a machine that is there, whose builder may have lost permissions since. */
  void deployAgain(Service service) {
    deployAgain(service, OwnNetwork.of(context, service));
  }

  /** The same where the machine's network was removed: Compose keeps its container on that. */
  void deployOnAnotherNetwork(Service service) {
    deployAgain(service, OwnNetwork.of(context, service).next());
  }

  private void deployAgain(Service service, OwnNetwork network) {
    MachineSpecs.of(context);
    PermissionCheck.checkDeployed(context.dokploy(), context.options().machine());
    if (new Services(context).isTakenOver(service)) {
      context.progress().note(TAKEN_OVER);
    }
    if (service.deployments().stream().anyMatch(one -> one.status() == Deployment.Status.DONE)) {
      context.progress().note(RECREATED);
    }
    deploy(service, network);
  }

  /** For a machine that was not used yet. */
  void deploy(Service service) {
    deploy(service, OwnNetwork.of(context, service));
  }

  private void deploy(Service service, OwnNetwork network) {
    var layersOf = new CacheSources(context).images(service.server().map(server -> server.id()));
    keys.ensure();
    var base = BaseDigest.known(context.options().machine().image(), service.composeFile());
    deploy(service, first(base, network, layersOf));
  }

  /** For one whose service was made a moment ago. */
  void deploy(Service service, First first) {
    var recipe = first.recipe();
    var dokploy = context.options().server();
    context.folder().save(MachineRecord.of(service, MachineRecord.PENDING).at(dokploy));
    new MachineFolders(context.dataFolder()).note(service.composeId(), context.folder().path());
    var record =
        MachineRecord.of(service, recipe.hash()).deployed(recipe.composeFile()).at(dokploy);
    keys.pinFirst(record);
    new SharedVolumes(context).ensure(service, sharedVolumes());
    var deployed = attempted(service, first);
    context.folder().save(record);
    try {
      new Readiness(context).up(record, Optional.of(Recipe.containerOf(record.appName())));
    } catch (ProblemException e) {
      if (!(e.problem() instanceof Problem.Interrupted)) {
        deployed.done().deletion().again().end();
      }
      if (!mayHaveLostItsKey(e.problem(), record)) {
        throw e;
      }
      context.progress().note(OTHER_KEY);
      keys.renewFirst(record);
      deploy(asItIsNow(service), deployed.attempt().network());
      return;
    }
    deployed.done().deletion().end();
    if (deployed.attempt().base().isEmpty()) {
      BaseDigest.learned(context, service, deployed.done())
          .map(base -> new DeployAttempt(Optional.of(base), deployed.attempt().network(), 1, false))
          .ifPresent(known -> update(service, recipe(known, first.layersOf())));
    }
  }

  /**
   * A deployment that went well.
   *
   * @param done with what is known of it
   */
  private record Deployed(DeployAttempt attempt, Deploying.Done done) {}

  private Set<String> sharedVolumes() {
    return MachineSpecs.of(context).additions().sharedVolumes().keySet();
  }

  private Deployed attempted(Service service, First first) {
    return Deploying.step(context, () -> attempts(service, first));
  }

  private Deployed attempts(Service service, First first) {
    var attempt = first.attempt();
    var recipe = first.recipe();
    var now = service;
    while (true) {
      update(service, recipe);
      // A container that is recreated ends it anyway, but may leave it hanging for some seconds.
      context.ssh().close();
      try {
        return new Deployed(attempt, new Deploying(context, now, recipe.hash()).attempt());
      } catch (ProblemException e) {
        var next = attempt.after(e.problem()).orElseThrow(() -> e);
        context.progress().note(next.note());
        if (next.attempt().volumesMade() && !attempt.volumesMade()) {
          new SharedVolumes(context).makeAgain(service, sharedVolumes());
        }
        attempt = next.attempt();
        recipe = recipe(attempt, first.layersOf());
        now = asItIsNow(service);
      }
    }
  }

  /**
   * A machine whose volumes were removed has no key of its own any more. That nothing else answers
   * in its place, a deployment with a key proves that was never given out before.
   */
  private boolean mayHaveLostItsKey(Problem problem, MachineRecord record) {
    return problem instanceof Problem.WrongHostKey && !keys.firstIsPinned(record);
  }

  /** With the deployment that failed a moment ago, which is not the next one. */
  private Service asItIsNow(Service service) {
    return context.dokploy().services().find(service.composeId()).orElse(service);
  }

  private void update(Service service, Recipe recipe) {
    WriteRecovery.repeated(() ->
        context
            .dokploy()
            .services()
            .update(
                service.composeId(),
                recipe.composeFile(),
                Ownership.describe(context.id(), context.owner(), recipe.hash(), context.mark())));
  }
}
