package dev.dokployprovider.provider.machine.containers;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.recipe.Recipe;
import java.time.Duration;
import java.util.Optional;

/**
 * The container that a deployment makes, told from an older one of the same service by its recipe:
 * the proof that a deployment has come to its end when Dokploy does not say so.
 */
public final class NewContainer {
  /** Until then a deployment that "runs" is believed. */
  private static final Duration BELIEVED = Duration.ofSeconds(15);

  private static final Duration PAUSE = Duration.ofSeconds(45);

  private final MachineContext context;
  private final Service before;
  private final String recipe;
  private final Containers containers;
  private Optional<Long> due = Optional.empty();
  private Optional<String> trouble = Optional.empty();

  public NewContainer(MachineContext context, Service before, String recipe) {
    this.context = context;
    this.before = before;
    this.recipe = recipe;
    this.containers = new Containers(context, MachineRecord.of(before, recipe));
  }

  /** Looks now and then, once a deployment has been running for longer than most take. */
  public boolean runsAfterAll() {
    long now = context.time().nanos();
    if (due.isEmpty()) {
      due = Optional.of(now + BELIEVED.toNanos());
    }
    if (now - due.get() < 0) {
      return false;
    }
    due = Optional.of(now + PAUSE.toNanos());
    return runs();
  }

  /** Looks. */
  public boolean runs() {
    var seen = containers.seen();
    trouble = seen.isEmpty() ? containers.trouble() : Optional.empty();
    return StateTable.runningOf(seen).filter(this::isOfRecipe).isPresent();
  }

  /** Who may not ask Docker knows it only of the first container that the service ever had. */
  private boolean isOfRecipe(Container running) {
    try {
      return context
          .dokploy()
          .docker()
          .container(running.id(), before.server().map(server -> server.id()))
          .filter(details -> recipe.equals(details.labels().get(Recipe.HASH_LABEL)))
          .isPresent();
    } catch (DokployException e) {
      if (e.failure() instanceof Failure.NotAllowed) {
        return before.deployments().isEmpty();
      }
      throw e;
    }
  }

  /** Why its server could not be reached at the last look. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** Fails with the server's name when its server can't be reached. */
  public void mustBeReachable() {
    containers.mustAnswer();
  }
}
