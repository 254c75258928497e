package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.machine.overview.LastUse;
import dev.dokployprovider.provider.machine.overview.MachineRow;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.people.settings.Choice;
import dev.dokployprovider.provider.people.settings.KnownMachine;
import dev.dokployprovider.provider.people.settings.Settings;
import dev.dokployprovider.provider.problem.ProblemException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks the machines that run, side by side, for how long they were not used. */
final class IdleTimes {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String RUNNING = "Running";

  private final Kit kit;

  IdleTimes(Kit kit) {
    this.kit = kit;
  }

  /**
   * In whole minutes, by their names; one that this computer can't ask, or that does not answer, is
   * left out.
   */
  Map<String, Duration> of(List<MachineRow> rows, Choice choice) {
    var running =
        rows.stream().filter(row -> row.state().equals(RUNNING)).map(MachineRow::name).toList();
    var asked = new HashMap<String, CompletableFuture<Optional<Duration>>>();
    for (var machine : kit.sources().known(choice)) {
      if (running.contains(machine.id())) {
        asked.put(
            machine.id(),
            CompletableFuture.supplyAsync(() -> ask(machine, choice), Thread::startVirtualThread)
                .completeOnTimeout(
                    Optional.empty(), LIMIT.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS));
      }
    }
    var idle = new HashMap<String, Duration>();
    asked.forEach((name, answer) ->
        answer.join().ifPresent(time -> idle.put(name, time.truncatedTo(ChronoUnit.MINUTES))));
    return idle;
  }

  private Optional<Duration> ask(KnownMachine machine, Choice choice) {
    try {
      return ask(kit.sources().machine(machine.id(), choice));
    } catch (ProblemException untold) {
      return Optional.empty();
    }
  }

  private Optional<Duration> ask(Settings settings) {
    var environment = settings.environment();
    String folder =
        Optional.ofNullable(environment.get(Option.AGENT_DATA_PATH.name()))
            .filter(path -> !path.isBlank())
            .or(Option.AGENT_DATA_PATH::defaultValue)
            .orElse("");
    var context = kit.program().context(environment);
    return context.ssh().hasConfig()
        ? LastUse.question(folder)
            .flatMap(question -> LastUse.idle(context.ssh().runOnce(question, LIMIT).stdout()))
        : Optional.empty();
  }
}
