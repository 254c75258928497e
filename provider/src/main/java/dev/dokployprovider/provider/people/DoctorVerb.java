package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.machine.doctor.Check;
import dev.dokployprovider.provider.machine.doctor.CheckInputs;
import dev.dokployprovider.provider.machine.doctor.Computer;
import dev.dokployprovider.provider.machine.doctor.Doctor;
import dev.dokployprovider.provider.machine.doctor.Examination;
import dev.dokployprovider.provider.machine.doctor.Finding;
import dev.dokployprovider.provider.machine.doctor.MachineDoctor;
import dev.dokployprovider.provider.machine.doctor.Result;
import dev.dokployprovider.provider.machine.doctor.SystemNetwork;
import dev.dokployprovider.provider.machine.doctor.Verdict;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.people.settings.Choice;
import dev.dokployprovider.provider.people.settings.Settings;
import dev.dokployprovider.provider.problem.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code doctor [NAME]}: why something does not work, and what to do. It changes nothing. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Check this computer, Dokploy and, with NAME, a machine; say what to do.",
    footer = {
      "",
      "It changes nothing, except with --deep. What it prints has no key, token or password in it, and can be "
          + "pasted into a report. It ends with 0, or with 1 when a check failed."
    })
final class DoctorVerb implements TypedVerb {
  private static final Duration LIMIT = Duration.ofSeconds(45);

  /** A create ends before, by DOKPLOY_CREATE_TIMEOUT and what follows it. */
  private static final Duration PROBE = Duration.ofHours(3);

  private static final Set<String> NEEDED =
      Set.of("options", "openssh", "connection", "dokploy", "token", "permissions", "server");

  private final VerbContext kit;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "also this machine, or that of this workspace")
  private String name = "";

  @picocli.CommandLine.Option(names = "--json", description = "print JSON")
  private boolean json;

  @picocli.CommandLine.Option(
      names = "--deep",
      description = {
        "also create a machine, reach it and remove it again; nothing else here changes anything"
      })
  private boolean deep;

  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  DoctorVerb(VerbContext kit) {
    this.kit = kit;
  }

  @Override
  public int run() {
    return examine(name, choice.choice());
  }

  /** As {@link #run}, for that machine, or for none where the name is empty. */
  int examine(String machine, Choice chosen) {
    if (!machine.isEmpty()) {
      return examine(kit.sources().machine(machine, chosen), true, Optional.empty());
    }
    try {
      return examine(kit.sources().settings(chosen), false, Optional.empty());
    } catch (ProblemException noOptions) {
      // This computer can be checked all the same.
      return examine(kit.sources().variables(), false, Optional.of(noOptions));
    }
  }

  /**
   * Makes the checks, and shows them.
   *
   * @param ofMachine whether the settings are a machine's, which is then checked too
   * @param noOptions why there are no options
   */
  private int examine(Settings settings, boolean ofMachine, Optional<ProblemException> noOptions) {
    var report = new DoctorReport(kit, settings);
    List<Result> results;
    if (!json) {
      report.begin();
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Consumer<Result> told = json ? result -> {} : report::show;
      results =
          new ArrayList<>(
              new Examination(server(settings), kit.program().time(), executor, LIMIT)
                  .run(checks(settings, ofMachine, noOptions), told));
      if (deep) {
        results.addAll(probe(settings, results, executor, told));
      }
      executor.shutdownNow();
    }
    if (json) {
      report.json(results);
    } else {
      report.end(results);
      ShellNote.show(settings, kit.screen());
    }
    return results.stream().anyMatch(one -> one.finding().verdict() == Verdict.FAILED) ? 1 : 0;
  }

  /** Only where nothing that it needs has failed; the checks of another machine are none of it. */
  private List<Result> probe(
      Settings settings, List<Result> before, Executor executor, Consumer<Result> told) {
    var failed =
        before.stream()
            .filter(one -> !one.finding().isGood())
            .map(Result::check)
            .filter(NEEDED::contains)
            .toList();
    var check =
        failed.isEmpty()
            ? new ProbeMachine(kit, settings.environment()).check(List.of())
            : new Check("probe", List.of(), () -> Finding.needs(failed));
    return new Examination(server(settings), kit.program().time(), executor, PROBE)
        .run(List.of(check), told);
  }

  private List<Check> checks(
      Settings settings, boolean ofMachine, Optional<ProblemException> noOptions) {
    var environment = settings.environment();
    var program = kit.program();
    var checks =
        new ArrayList<>(
            new Doctor(
                    new CheckInputs(
                        environment,
                        () -> program.dokploy(environment),
                        new SystemNetwork(),
                        new Computer(
                            environment,
                            program.dataFolder(),
                            program.usesCache(),
                            program.launcher()),
                        kit.program().time()))
                .checks());
    noOptions.ifPresent(problem ->
        checks.set(
            0,
            new Check(
                "options",
                List.of(),
                () -> {
                  throw problem;
                })));
    if (ofMachine) {
      checks.addAll(new MachineDoctor(() -> program.context(environment)).checks());
    }
    return checks;
  }

  /** For words about it; an invalid address is told by the check of the options. */
  private static URI server(Settings settings) {
    try {
      return ProviderOptions.from(settings.environment()).server();
    } catch (ProblemException invalid) {
      return URI.create("https://" + Option.DOKPLOY_SERVER_URL.name().replace('_', '-'));
    }
  }
}
