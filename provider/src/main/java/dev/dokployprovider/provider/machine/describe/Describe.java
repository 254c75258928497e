package dev.dokployprovider.provider.machine.describe;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.ExistingMachine;
import dev.dokployprovider.provider.machine.Rollout;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.containers.StateTable;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.machine.context.RequestedOptions;
import dev.dokployprovider.provider.machine.deployment.StaleDeployments;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.plan.Facts;
import dev.dokployprovider.provider.machine.plan.Plan;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.options.JumpHost;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.Recipe;
import dev.dokployprovider.provider.recipe.WrittenRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells all that is known of a machine, and how it differs from what the options ask for now. It
 * only reads, and opens no connection to the machine. The forks of DevPod show what it prints
 * (docs/reference/devpod.md §1).
 */
public final class Describe {
  private final MachineContext context;

  public Describe(MachineContext context) {
    this.context = context;
  }

  public Description run() {
    var facts = new Description.Builder().add("machine", context.id().value());
    var record = new Services(context).record();
    var service = record.flatMap(known -> context.dokploy().services().find(known.composeId()));
    if (record.isEmpty() || service.isEmpty()) {
      return facts
          .add("state", "NotFound. " + new Condition.NotThere().words())
          .add("server", server(Optional.empty()))
          .add("project", context.options().project())
          .build();
    }
    describe(facts, record.get(), service.get());
    return facts.build();
  }

  private void describe(Description.Builder facts, MachineRecord record, Service service) {
    var containers = new Containers(context, record).sure();
    var newest = newest(containers);
    var details = newest.flatMap(one -> details(one, record));
    facts
        .add("state", state(service, containers, details))
        .add("server", server(Optional.of(service)))
        .add("project", context.options().project())
        .add("service", service.name() + " (Docker knows it as " + record.appName() + ")")
        .add("reached", new DescribedRoute(record.route(), jump()).lines(details));
    var written = WrittenRecipe.read(service.composeFile());
    if (written.isEmpty()) {
      facts.add("options", "not known: this provider did not write the service's compose file");
      return;
    }
    var deployed = new DeployedMachine(written.get().notes());
    facts
        .add("base image", deployed.base())
        .add("Docker", deployed.docker())
        .add("limits", deployed.limits())
        .add("kept", deployed.kept())
        .add("lost", lost())
        .add("recreated", deployed.recreated())
        .add("shared images", sharedImages())
        .add("logins", logins())
        .add("options", deployed.options())
        .add("differs", differences(written.get(), details))
        .add("next start", nextStart(record, service, containers));
  }

  /** What it does beyond starting; nothing where the options can't be read. */
  private List<String> nextStart(
      MachineRecord record, Service service, List<Container> containers) {
    var found =
        new Services(context).isTakenOver(service) ? Facts.Found.TAKEN_OVER : Facts.Found.SERVICE;
    var facts =
        Facts.of(Facts.Wish.START, found, new ExistingMachine(context, record).here())
            .with(isChanged(record) ? Facts.Options.CHANGED : Facts.Options.SAME)
            .with(ExistingMachine.containers(containers));
    return Plan.of(facts) instanceof Plan.Deploy(var reason)
        ? List.of("recreates its container: " + reason.words())
        : List.of();
  }

  private boolean isChanged(MachineRecord record) {
    try {
      return new Rollout(context).isChangedSince(record);
    } catch (ProblemException e) {
      // Told among the differences.
      var _ = MachineSpecs.withoutOption(e);
      return false;
    }
  }

  /** An invalid one is told among the differences. */
  private Optional<JumpHost> jump() {
    try {
      return context.options().jump();
    } catch (ProblemException e) {
      var _ = MachineSpecs.withoutOption(e);
      return Optional.empty();
    }
  }

  /** What the last start that looked found; a stopped machine's volumes can't be asked for. */
  private List<String> lost() {
    return context
        .folder()
        .read(MachineFolder.LOST_VOLUMES)
        .map(places -> places.strip() + ": removed on the server while the machine was stopped")
        .stream()
        .toList();
  }

  /** As the machine said at its last start. */
  private List<String> sharedImages() {
    return context.folder().read(MachineFolder.SHARED_IMAGES).stream()
        .flatMap(String::lines)
        .toList();
  }

  /** They are no part of what is deployed: each start hands them over. */
  private List<String> logins() {
    try {
      return logins(MachineSpecs.logins(context.options().machine()).auths().keySet());
    } catch (ProblemException e) {
      return List.of("not known: " + MachineSpecs.withoutOption(e));
    }
  }

  private static List<String> logins(Set<String> registries) {
    return registries.isEmpty()
        ? List.of()
        : List.of("handed over at each start, for " + String.join(", ", new TreeSet<>(registries)));
  }

  /** Nothing where the token's owner may not ask Docker, as on the route tls it need not. */
  private Optional<ContainerDetails> details(Container container, MachineRecord record) {
    try {
      return context.dokploy().docker().container(container.id(), record.serverId());
    } catch (DokployException e) {
      if (e.failure() instanceof Failure.NotAllowed) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The one that runs, or else any: a container that is being replaced is there twice. */
  private static Optional<Container> newest(List<Container> containers) {
    return StateTable.runningOf(containers).or(() -> containers.stream().findFirst());
  }

  private String state(
      Service service, List<Container> containers, Optional<ContainerDetails> details) {
    boolean takenOver = new Services(context).isTakenOver(service);
    if (!takenOver && StateTable.runningOf(containers).isPresent()) {
      return context.ssh().isOpen() ? "Running, connected" : "Running";
    }
    var now = StaleDeployments.cleared(service, context.time().now(), context.options().patience());
    var seen = StateTable.of(new StateTable.Seen(Optional.of(now), containers, takenOver));
    var condition =
        seen instanceof Condition.Ended(var state, var _)
            ? new Condition.Ended(state, details)
            : seen;
    return condition.state().word() + ". " + condition.words();
  }

  private String server(Optional<Service> service) {
    String dokploy = context.options().server() + " (Dokploy " + context.dokploy().version() + ")";
    return service
        .flatMap(Service::server)
        .map(server -> server.name() + " (" + server.address() + "), by " + dokploy)
        .orElse(dokploy);
  }

  private List<String> differences(WrittenRecipe written, Optional<ContainerDetails> details) {
    var lines = new ArrayList<String>();
    if (details
        .map(one -> one.labels().getOrDefault(Recipe.HASH_LABEL, written.hash()))
        .filter(made -> !made.equals(written.hash()))
        .isPresent()) {
      lines.add("its container was made by an earlier deployment than the last one");
    }
    try {
      var asked = RequestedOptions.of(context.options().machine());
      var named = Difference.between(written.notes().options(), asked);
      lines.addAll(named);
      boolean same = new Rollout(context).hashOfAsked().filter(written.hash()::equals).isPresent();
      if (named.isEmpty() && !same) {
        lines.add("keys, or how this version of the provider makes a machine");
      }
    } catch (ProblemException e) {
      return List.of("not known: " + MachineSpecs.withoutOption(e));
    }
    if (!lines.isEmpty()) {
      lines.add("It is as the options ask after it was stopped and started again.");
    }
    return lines;
  }
}
