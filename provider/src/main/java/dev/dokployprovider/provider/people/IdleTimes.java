package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.machine.containers.MachineState;
import dev.dokployprovider.provider.machine.overview.LastUse;
import dev.dokployprovider.provider.machine.overview.MachineRow;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.people.settings.Choice;
import dev.dokployprovider.provider.people.settings.Settings;
import dev.dokployprovider.provider.problem.ProblemException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks the machines that run, side by side, for how long they were not used. */
final class IdleTimes {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final VerbContext kit;
  private final Choice choice;

  IdleTimes(VerbContext kit, Choice choice) {
    this.kit = kit;
    this.choice = choice;
  }

  /**
   * In whole minutes, by their names; one that does not answer is left out.
   *
   * @param known the machines that this computer can ask
   */
  Map<String, Duration> of(List<MachineRow> rows, Set<String> known) {
    var asked =
        rows.stream()
            .filter(row -> row.state().equals(MachineState.RUNNING.word()))
            .map(MachineRow::name)
            .filter(known::contains)
            .distinct()
            .collect(Collectors.toMap(Function.identity(), this::begin));
    var idle = new HashMap<String, Duration>();
    asked.forEach((name, answer) ->
        answer.join().ifPresent(time -> idle.put(name, time.truncatedTo(ChronoUnit.MINUTES))));
    return idle;
  }

  private CompletableFuture<Optional<Duration>> begin(String machine) {
    return CompletableFuture.supplyAsync(() -> ask(machine), Thread::startVirtualThread)
        .completeOnTimeout(
            Optional.empty(), LIMIT.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
  }

  private Optional<Duration> ask(String machine) {
    try {
      return ask(kit.sources().machine(machine, choice));
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
