package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.people.settings.Sources;
import dev.dokployprovider.provider.problem.ExitCode;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** Reads a command line that a person typed, and runs its verb. */
public final class Typed {
  static final String PROGRAM = "dokploy-provider";

  /** They tell of all verbs. */
  private static final Set<String> NEEDS_ALL = Set.of("help", "completion");

  private Typed() {}

  /**
   * Runs it.
   *
   * @return the exit code
   * @throws ProblemException where the command line can't be understood, or what it asks for fails
   */
  public static int run(
      List<String> args, Map<String, String> variables, Screen screen, Program program) {
    var sources = new Sources(variables, program.dataFolder());
    if (args.equals(List.of(MachineNames.VERB))) {
      MachineNames.of(sources).forEach(screen.out()::println);
      return ExitCode.OK;
    }
    var line = commandLine(new VerbContext(sources, screen, program), args);
    if (args.isEmpty()) {
      line.usage(screen.out(), ansi(screen));
      return ExitCode.OK;
    }
    checkHelp(args, line);
    try {
      var parsed = line.parseArgs(args.toArray(String[]::new));
      var help = CommandLine.executeHelpRequest(parsed);
      if (help != null) {
        return help;
      }
      var last = parsed.asCommandLineList().getLast();
      return last.getCommand() instanceof TypedVerb verb ? verb.run() : ExitCode.OK;
    } catch (ParameterException e) {
      throw new ProblemException(new Mistyped(e.getCommandLine(), args).of(e), e);
    }
  }

  /** picocli's own words for it go past ours. */
  private static void checkHelp(List<String> args, CommandLine line) {
    if (args.size() == 2 && args.getFirst().equals("help") && !args.get(1).startsWith("-")) {
      String word = args.get(1);
      if (!line.getSubcommands().containsKey(word)) {
        throw new ProblemException(new Mistyped(line, args).unknownVerb(word));
      }
    }
  }

  /** With all verbs. */
  static CommandLine commandLine(VerbContext kit) {
    return commandLine(kit, List.of());
  }

  /** With the verb that the arguments begin with, if that is enough to read them, else with all. */
  private static CommandLine commandLine(VerbContext kit, List<String> args) {
    var line = new CommandLine(new Root());
    var verbs = verbs(kit, line);
    var named = args.stream().limit(1).filter(verbs::containsKey).toList();
    var needed = named.isEmpty() || NEEDS_ALL.containsAll(named) ? verbs.keySet() : named;
    verbs.forEach((name, verb) -> {
      if (needed.contains(name)) {
        line.addSubcommand(name, verb.get());
      }
    });
    line.getCommandSpec().addOption(debug());
    line.getCommandSpec().version(kit.program().version());
    line.getSubcommands()
        .values()
        .forEach(verb -> verb.getCommandSpec().version(kit.program().version()));
    line.setOut(new PrintWriter(kit.screen().out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(kit.screen().err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi(kit.screen())));
    line.setUsageHelpWidth(Math.clamp(kit.screen().width().getAsInt(), 60, 120));
    return line;
  }

  /** Each is made where it is needed: picocli takes some ms to look through a verb's class. */
  private static Map<String, Supplier<Object>> verbs(VerbContext kit, CommandLine line) {
    var verbs = new LinkedHashMap<String, Supplier<Object>>(MachineVerb.all(kit));
    verbs.put("backup", () -> new BackupVerb(kit));
    verbs.put("restore", () -> new RestoreVerb(kit));
    verbs.put("move", () -> new MoveVerb(kit));
    verbs.put("list", () -> new ListVerb(kit));
    verbs.put("ssh", () -> new SshVerb(kit));
    verbs.put("config-ssh", () -> new ConfigSshVerb(kit));
    verbs.put("logs", () -> new LogsVerb(kit));
    verbs.put("doctor", () -> new DoctorVerb(kit));
    verbs.put("prune", () -> new PruneCommand(kit));
    verbs.put("options", () -> new OptionsVerb(kit));
    verbs.put("support", () -> new SupportVerb(kit));
    verbs.put("login", () -> new LoginVerb(kit));
    verbs.put("logout", () -> new LoginVerb.Logout(kit));
    verbs.put("completion", () -> new CompletionVerb(kit, line));
    verbs.put("version", () -> new VersionVerb(kit));
    verbs.put("help", CommandLine.HelpCommand::new);
    return verbs;
  }

  /** Of every verb. It is only declared here: the program looks for it before all else. */
  private static OptionSpec debug() {
    return OptionSpec.builder("--debug")
        .type(boolean.class)
        .arity("0")
        .scopeType(ScopeType.INHERIT)
        .description("show also what builds print, and the program's own trace of a failure")
        .build();
  }

  private static Ansi ansi(Screen screen) {
    return screen.colour() ? Ansi.ON : Ansi.OFF;
  }
}
