package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.people.settings.Sources;
import dev.dokployprovider.provider.problem.ExitCode;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.Similar;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads a command line that a person typed, and runs its verb. */
public final class Typed {
  static final String PROGRAM = "dokploy-provider";

  /** What other programs call the same: DevPod's own verbs, Docker's and the shell's. */
  private static final Map<String, String> OTHER_WORDS =
      Map.ofEntries(
          Map.entry("up", "create"),
          Map.entry("new", "create"),
          Map.entry("down", "stop"),
          Map.entry("rm", "delete"),
          Map.entry("remove", "delete"),
          Map.entry("destroy", "delete"),
          Map.entry("ls", "list"),
          Map.entry("ps", "list"),
          Map.entry("exec", "ssh"),
          Map.entry("shell", "ssh"),
          Map.entry("log", "logs"),
          Map.entry("inspect", "describe"),
          Map.entry("check", "doctor"));

  /** They tell of all verbs. */
  private static final Set<String> NEEDS_ALL = Set.of("help", "completion");

  /** picocli's words for a value that is none of a list. */
  private static final Pattern NOT_AMONG =
      Pattern.compile(
          "Invalid value for (?:option '([^']+)'|positional parameter at index \\d+ \\((\\w+)\\))"
              + "(?: \\([^)]*\\))?: expected one of \\[(.*)] \\(case-(?:in)?sensitive\\) but was '(.*)'");

  /** The same for what is no number. */
  private static final Pattern NO_NUMBER =
      Pattern.compile("Invalid value for option '([^']+)': '(.*)' is not an? (?:int|long)");

  /** What no shell reads otherwise. */
  private static final String PLAIN = "[A-Za-z0-9 ._:/=@-]+";

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
      throw new ProblemException(wrongCall(e, args), e);
    }
  }

  /** picocli's own words for it go past ours. */
  private static void checkHelp(List<String> args, CommandLine line) {
    if (args.size() == 2 && args.getFirst().equals("help") && !args.get(1).startsWith("-")) {
      String word = args.get(1);
      if (!line.getSubcommands().containsKey(word)) {
        throw new ProblemException(
            new Problem.WrongCall(
                "Unknown command \"%s\".".formatted(word),
                true,
                meant(word, line.getSubcommands().keySet(), args),
                ""));
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

  private static Problem wrongCall(ParameterException e, List<String> args) {
    var at = e.getCommandLine();
    String verb = at.getParent() == null ? "" : at.getCommandName();
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().getFirst();
      boolean option = word.startsWith("-");
      boolean noVerb = verb.isEmpty() && !option;
      Collection<String> words =
          option
              ? at.getCommandSpec().optionsMap().keySet()
              : noVerb ? at.getSubcommands().keySet() : List.of();
      String what =
          noVerb
              ? "Unknown command \"%s\".".formatted(word)
              : "%s has no %s \"%s\"."
                  .formatted(
                      verb.isEmpty() ? PROGRAM : "\"" + verb + "\"",
                      option ? "option" : "argument",
                      word);
      return new Problem.WrongCall(
          what,
          true,
          verb.equals("ssh") && args.size() > 2 && !args.get(1).startsWith("-")
              ? remote(args)
              : meant(word, words, args),
          verb);
    }
    return new Problem.WrongCall(sentence(asTyped(e, args)), false, List.of(), verb);
  }

  /** picocli's words, with the one of an option's names that was typed. */
  private static String asTyped(ParameterException e, List<String> args) {
    String message = String.valueOf(e.getMessage());
    var argument =
        e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()
            ? missing.getMissing().get(0)
            : e.getArgSpec();
    return argument instanceof OptionSpec option
        ? Stream.of(option.names())
            .filter(name ->
                args.stream().anyMatch(word -> word.equals(name) || word.startsWith(name + "=")))
            .findFirst()
            .map(name -> message.replace("'" + option.longestName() + "'", "'" + name + "'"))
            .orElse(message)
        : message;
  }

  /** The same command line with the word that was meant. */
  private static List<String> meant(String word, Collection<String> words, List<String> args) {
    Optional<String> near =
        Optional.ofNullable(OTHER_WORDS.get(word))
            .filter(words::contains)
            .or(() -> Similar.to(word, words));
    return near
        .map(right ->
            PROGRAM
                + " "
                + String.join(
                    " ", args.stream().map(one -> one.equals(word) ? right : one).toList()))
        .filter(text -> text.matches(PLAIN))
        .stream()
        .toList();
  }

  /** `ssh NAME` with a command whose options are not ours. */
  private static List<String> remote(List<String> args) {
    String text =
        "%s ssh %s -- %s"
            .formatted(PROGRAM, args.get(1), String.join(" ", args.subList(2, args.size())));
    return Stream.of(text).filter(line -> line.matches(PLAIN)).toList();
  }

  private static String sentence(String message) {
    Matcher among = NOT_AMONG.matcher(message);
    String text =
        among.find()
            ? "Invalid value for %s: \"%s\". One of: %s"
                .formatted(
                    Optional.ofNullable(among.group(1)).orElseGet(() -> among.group(2)),
                    among.group(4),
                    once(among.group(3)))
            : NO_NUMBER
                .matcher(message)
                .replaceFirst("Invalid value for $1: \"$2\" is no whole number");
    return text.endsWith(".") ? text : text + ".";
  }

  /** picocli names a value by its name and once more as it is written, where these differ. */
  private static String once(String values) {
    return Stream.of(values.split(", ", -1))
        .map(value -> value.toLowerCase(Locale.ROOT))
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
