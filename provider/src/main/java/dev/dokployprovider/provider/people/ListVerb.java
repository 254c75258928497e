package dev.dokployprovider.provider.people;

import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.provider.machine.folder.OwnerId;
import dev.dokployprovider.provider.machine.overview.MachineRow;
import dev.dokployprovider.provider.machine.overview.Overview;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.people.settings.Settings;
import dev.dokployprovider.provider.problem.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code list}: the machines of the project, on all its servers. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the machines of the project, on all servers.")
final class ListVerb implements TypedVerb {
  private static final List<String> TITLES =
      List.of("NAME", "STATE", "SERVER", "OWNER", "AGE", "WORKSPACE");

  private static final Duration EACH = Duration.ofSeconds(5);
  private static final String CLEAR = "\u001b[H\u001b[2J";

  private final Kit kit;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Option(
      names = {"-w", "--watch"},
      description = "look again each five seconds, and print what has changed, until Ctrl-C")
  private boolean watch;

  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  ListVerb(Kit kit) {
    this.kit = kit;
  }

  @Override
  public int run() {
    var settings = kit.sources().settings(choice.choice());
    return kit.program().guarded(settings.environment(), () -> list(settings));
  }

  private int list(Settings settings) {
    String project = ProviderOptions.from(settings.environment()).project();
    var overview =
        new Overview(
            kit.program().dokploy(settings.environment()), OwnerId.of(kit.program().dataFolder()));
    var last = print(overview.of(project), project);
    while (watch && pause()) {
      var rows = overview.of(project);
      if (!rows.equals(last)) {
        last = print(rows, project);
      }
    }
    return ExitCode.OK;
  }

  /** Whether nobody has ended it. */
  private boolean pause() {
    kit.program().time().pass(EACH);
    return !Thread.currentThread().isInterrupted();
  }

  /** A list that is watched begins with a clear screen, where there is one. */
  private List<MachineRow> print(List<MachineRow> rows, String project) {
    var screen = kit.screen();
    if (watch && screen.colour()) {
      screen.out().print(CLEAR);
    }
    if (json) {
      var workspaces = workspaces();
      screen
          .out()
          .println(new Json.Array(rows.stream().map(row -> json(row, workspaces)).toList()));
    } else if (rows.isEmpty()) {
      screen.err().println("There are no machines in the project \"" + project + "\".");
    } else {
      table(rows);
    }
    return rows;
  }

  private void table(List<MachineRow> rows) {
    var workspaces = workspaces();
    var now = kit.program().time().now();
    var texts =
        rows.stream()
            .map(row ->
                List.of(
                    printable(row.name()),
                    row.state(),
                    printable(row.server().orElse("(Dokploy)")),
                    owner(row),
                    row.made().map(made -> age(made, now)).orElse("-"),
                    printable(workspaces.getOrDefault(row.name(), "-"))))
            .toList();
    Table.lines(TITLES, texts, kit.screen().columns()).forEach(kit.screen().out()::println);
  }

  private static Json json(MachineRow row, Map<String, String> workspaces) {
    return Json.object()
        .with("name", row.name())
        .with("state", row.state())
        .with("note", row.note())
        .with("server", row.server().orElse(""))
        .with("owner", owner(row))
        .with("created", row.made().map(Instant::toString).orElse(""))
        .with("workspace", workspaces.getOrDefault(row.name(), ""));
  }

  /** Workspaces of this computer's clients, by their machines. */
  private Map<String, String> workspaces() {
    var found = new HashMap<String, String>();
    kit.sources()
        .known(choice.choice())
        .forEach(one -> one.workspace().ifPresent(name -> found.put(one.id(), name)));
    return found;
  }

  private static String owner(MachineRow row) {
    return switch (row.owner()) {
      case YOU -> "you";
      case OTHER -> "other";
      case UNKNOWN -> "unknown";
    };
  }

  /** The largest unit of it, as `docker ps` and `kubectl` show an age. */
  static String age(Instant made, Instant now) {
    var age = Duration.between(made, now);
    if (age.toDays() > 0) {
      return age.toDays() + "d";
    }
    if (age.toHours() > 0) {
      return age.toHours() + "h";
    }
    return String.format(Locale.ROOT, "%dm", Math.max(0, age.toMinutes()));
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
