package dev.dokployprovider.provider.people;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.OwnerId;
import dev.dokployprovider.provider.machine.overview.MachineRow;
import dev.dokployprovider.provider.machine.overview.Overview;
import dev.dokployprovider.provider.machine.project.SupportedRelease;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.people.settings.KnownMachine;
import dev.dokployprovider.provider.people.settings.Settings;
import dev.dokployprovider.provider.problem.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code list}: the machines of the project, on all its servers. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the machines of the project, on all servers.")
final class ListVerb implements TypedVerb {
  private static final Duration EACH = Duration.ofSeconds(5);
  private static final String CLEAR = "\u001b[H\u001b[2J";

  private final VerbContext kit;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Option(
      names = {"-w", "--watch"},
      description = "look again each five seconds, and print what has changed, until Ctrl-C")
  private boolean watch;

  @Option(
      names = {"-l", "--long"},
      description = "also for how long each was not used, and how large its volumes are")
  private boolean more;

  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  ListVerb(VerbContext kit) {
    this.kit = kit;
  }

  @Override
  public int run() {
    var settings = kit.sources().settings(choice.choice());
    return kit.program().guarded(settings.environment(), () -> list(settings));
  }

  private int list(Settings settings) {
    String project = ProviderOptions.from(settings.environment()).project();
    var dokploy = kit.program().dokploy(settings.environment());
    var _ = SupportedRelease.check(dokploy);
    var last = look(dokploy, project);
    print(last, project);
    while (watch && pause()) {
      var now = look(dokploy, project);
      if (!now.equals(last)) {
        print(now, project);
        last = now;
      }
    }
    return ExitCode.OK;
  }

  /** The user's own, and those of machines whose folders came from another computer. */
  private Set<String> owners(Collection<KnownMachine> known) {
    return Stream.concat(
            OwnerId.find(kit.program().dataFolder()).stream(),
            known.stream().flatMap(one -> new MachineFolder(one.folder()).owner().stream()))
        .map(OwnerId::value)
        .collect(Collectors.toSet());
  }

  private List<ListedMachine> look(Dokploy dokploy, String project) {
    var known =
        kit.sources().known(choice.choice()).stream()
            .collect(Collectors.toMap(KnownMachine::id, Function.identity(), (one, other) -> one));
    var rows = new Overview(dokploy, owners(known.values())).of(project, more);
    var idle =
        more
            ? new IdleTimes(kit, choice.choice()).of(rows, known.keySet())
            : Map.<String, Duration>of();
    return rows.stream()
        .map(row ->
            new ListedMachine(
                row,
                Optional.ofNullable(idle.get(row.name())),
                Optional.ofNullable(known.get(row.name())).flatMap(KnownMachine::workspace),
                row.owner() == MachineRow.Owner.YOU && !known.containsKey(row.name())))
        .toList();
  }

  /** Whether it was not ended. */
  private boolean pause() {
    kit.program().time().pass(EACH);
    return !Thread.currentThread().isInterrupted();
  }

  /** A list that is watched begins with a clear screen, where there is one. */
  private void print(List<ListedMachine> machines, String project) {
    var screen = kit.screen();
    if (watch && screen.colour()) {
      screen.out().print(CLEAR);
    }
    if (json) {
      screen.out().println(new Json.Array(machines.stream().map(one -> one.json(more)).toList()));
    } else if (machines.isEmpty()) {
      screen.err().println("There are no machines in the project \"" + project + "\".");
    } else {
      var now = kit.program().time().now();
      var texts = machines.stream().map(one -> one.texts(now, more)).toList();
      Table.lines(ListedMachine.titles(more), texts, screen.columns())
          .forEach(screen.out()::println);
      notes(machines).stream().map(kit::line).forEach(screen.err()::println);
    }
  }

  private List<String> notes(List<ListedMachine> machines) {
    var notes = new ArrayList<String>();
    if (machines.stream().anyMatch(ListedMachine::orphan)) {
      notes.add(
          "orphan: yours, and this computer has no folder of it. To remove such: "
              + Typed.PROGRAM
              + " prune");
    }
    if (more && machines.stream().allMatch(one -> one.row().bytes().isEmpty())) {
      notes.add(
          "Sizes are not available: Dokploy 0.30 and an answer of its Docker within 30 s are needed.");
    }
    return notes;
  }
}
