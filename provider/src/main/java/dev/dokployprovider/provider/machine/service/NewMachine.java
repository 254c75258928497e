package dev.dokployprovider.provider.machine.service;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes the service of a new machine, and the project where there is none yet. Names are not unique
 * in Dokploy and nothing is idempotent (dokploy-api.md §2.1, §2.3): a write whose answer was lost
 * is settled by looking for what it should have made.
 */
public final class NewMachine {
  private final MachineContext context;
  private final Services services;
  private final Projects projects;

  public NewMachine(MachineContext context) {
    this.context = context;
    this.services = new Services(context);
    this.projects = new Projects(context);
  }

  /**
   * Makes it.
   *
   * @param known the projects, as they were a moment ago
   */
  public Service make(List<Project> known) {
    var environment = projects.environment(known);
    return settled(() -> create(environment), () -> services.byName(projects.search()));
  }

  private Service create(Environment environment) {
    return context
        .dokploy()
        .createService(
            environment,
            new NewService(
                context.id().value(),
                context.id().appName(),
                Ownership.describe(context.id(), context.owner(), "0"),
                Optional.empty()));
  }

  private static <T> T settled(Supplier<T> write, Supplier<Optional<T>> look) {
    try {
      return write.get();
    } catch (DokployException e) {
      if (!Lost.answer(e.failure())) {
        throw e;
      }
      return look.get().orElseThrow(() -> e);
    }
  }
}
