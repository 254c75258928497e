package dev.dokployprovider.provider.machine.containers;

import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.provider.problem.Problem;
import java.util.Locale;
import java.util.Optional;

/** What is the matter with a machine, as every verb says it. {@link StateTable} tells which. */
public sealed interface Condition {
  /** Dokploy has no service of it. */
  record NotThere() implements Condition {
    @Override
    public MachineState state() {
      return MachineState.NOT_FOUND;
    }
  }

  /** Another folder of the user has deployed it since this one did. */
  record TakenOver() implements Condition {
    @Override
    public MachineState state() {
      return MachineState.STOPPED;
    }
  }

  record Running() implements Condition {
    @Override
    public MachineState state() {
      return MachineState.RUNNING;
    }
  }

  /** Its container runs, and its SSH server does not answer yet. */
  record Silent() implements Condition {
    @Override
    public MachineState state() {
      return MachineState.BUSY;
    }
  }

  /** A deployment runs, or waits for its turn. */
  record BeingDeployed() implements Condition {
    @Override
    public MachineState state() {
      return MachineState.BUSY;
    }
  }

  /**
   * What a deployment looks like that waits or begins; but a create that was killed before it asked
   * for one looks the same forever, and so does what Dokploy forgot when it was ended. Only its
   * queue tells, where it can be read.
   *
   * @param otherwise what is the matter where no deployment is under way
   */
  record PerhapsDeployed(Condition otherwise) implements Condition {
    @Override
    public MachineState state() {
      return MachineState.BUSY;
    }
  }

  /** Docker is about to start or remove its container. */
  record Changing(ContainerState container) implements Condition {
    @Override
    public MachineState state() {
      return MachineState.BUSY;
    }
  }

  /**
   * Its container does not run any more.
   *
   * @param details where Docker was asked
   */
  record Ended(ContainerState container, Optional<ContainerDetails> details) implements Condition {
    @Override
    public MachineState state() {
      return MachineState.STOPPED;
    }
  }

  /** It was deployed, and its container was removed since. */
  record NoContainer() implements Condition {
    @Override
    public MachineState state() {
      return MachineState.STOPPED;
    }
  }

  /** No deployment of it has ended well. */
  record NeverDeployed() implements Condition {
    @Override
    public MachineState state() {
      return MachineState.STOPPED;
    }
  }

  /** The word for DevPod: who was taken over can start the machine, which takes it back. */
  MachineState state();

  /** For people: one sentence or two. */
  default String words() {
    return switch (this) {
      case NotThere() -> "Dokploy has no service of this machine.";
      case TakenOver() -> "Another folder of yours has taken it over.";
      case Running() -> "Its container is running.";
      case Silent() -> "Its container is running; its SSH server does not answer yet.";
      case BeingDeployed() -> "A deployment of it is running or queued.";
      case PerhapsDeployed(var _) ->
          "A deployment of it is queued, or Dokploy has forgotten it; a start continues with it.";
      case Changing(var state) -> "Its container is %s.".formatted(word(state));
      case Ended(var state, var details) ->
          details
              .filter(one -> state != ContainerState.PAUSED)
              .map(one ->
                  "Its container is %s, exit code %d. %s"
                      .formatted(word(state), one.exitCode(), one.error())
                      .strip())
              .orElseGet(() -> "Its container is %s.".formatted(word(state)));
      case NoContainer() -> "Its container was removed; the next start recreates it.";
      case NeverDeployed() -> "No deployment of it has succeeded; the next start deploys it.";
    };
  }

  private static String word(ContainerState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** What it means for a verb that needs a running machine. */
  default Problem problem(String machine) {
    return switch (this) {
      case NotThere() -> new Problem.MachineNotFound(machine);
      case TakenOver() -> new Problem.TakenOver(machine);
      case Running(), Silent(), BeingDeployed(), PerhapsDeployed(var _), Changing(var _) ->
          new Problem.MachineBusy(machine, words());
      case Ended(var _, var _), NoContainer(), NeverDeployed() ->
          new Problem.MachineStopped(machine, words());
    };
  }
}
