package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.options.ServerUrl;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.Similar;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A command line that can't be understood: what is wrong with it, and which one may be meant.
 *
 * @param at the verb that it was read as, or the program
 */
record Mistyped(CommandLine at, List<String> args) {
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

  /** The shell's history and other users see it there. */
  private static final String KEY_ON_COMMAND_LINE =
      "\"login\" takes no key on the command line, where others can read it: it asks for it, or"
          + " reads it from standard input.";

  private static final String OPTIONS_END = "--";

  /** picocli's words for a value that is none of a list. */
  private static final Pattern NOT_AMONG =
      Pattern.compile(
          "Invalid value for (?:option '([^']+)'|positional parameter at index \\d+ \\((\\w+)\\))"
              + "(?: \\([^)]*\\))?: expected one of \\[(.*)] \\(case-(?:in)?sensitive\\) but was '(.*)'");

  /** The same for what is no number. */
  private static final Pattern NO_NUMBER =
      Pattern.compile("Invalid value for option '([^']+)': '(.*)' is not an? (?:int|long)");

  /** Of a machine. */
  static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";

  /** What no shell reads otherwise. */
  private static final String PLAIN = "[A-Za-z0-9 ._:/=@-]+";

  Mistyped {
    args = List.copyOf(args);
  }

  /** What picocli could not read. */
  Problem of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(unmatched.getUnmatched().getFirst());
    }
    // picocli misses a parameter before it tells of an option that it does not know.
    return unknownOption()
        .filter(_ -> e instanceof MissingParameterException)
        .map(this::unmatched)
        .orElseGet(() ->
            new Problem.WrongCall(
                sentence(asTyped(e)),
                false,
                e instanceof MissingParameterException ? complete() : List.of(),
                verb()));
  }

  /** The same with the option that is needed, where that is one word. */
  private List<String> complete() {
    String name =
        args.stream().skip(1).findFirst().filter(word -> word.matches(NAME)).orElse("my-machine");
    String file =
        args.stream().skip(2).findFirst().filter(word -> !word.startsWith("-")).orElse("");
    return switch (verb()) {
      case "restore" ->
          line(List.of("restore", name, "--from", file.isEmpty() ? name + ".backup" : file))
              .stream()
              .toList();
      case "move" ->
          line(List.of("move", name, "--server", file.isEmpty() ? "far" : file)).stream().toList();
      default -> List.of();
    };
  }

  /** The same command line with the word that was meant. */
  private List<String> meant(String word, Collection<String> words) {
    return nearest(word, words)
        .map(right -> args.stream().map(one -> one.equals(word) ? right : one).toList())
        .flatMap(Mistyped::line)
        .stream()
        .toList();
  }

  private String verb() {
    return at.getParent() == null ? "" : at.getCommandName();
  }

  private Problem unmatched(String word) {
    if (verb().isEmpty()) {
      return word.startsWith("-") ? ofProgram(word) : unknownVerb(word);
    }
    boolean option = word.startsWith("-");
    var meant = option ? meant(word, longOptions()) : List.<String>of();
    if (verb().equals("login") && meant.isEmpty()) {
      return new Problem.WrongCall(KEY_ON_COMMAND_LINE, false, login(), verb());
    }
    if (verb().equals("create") && !option && args.size() > 2) {
      String name = String.join("-", args.subList(1, args.size()));
      return new Problem.WrongCall(
          "The name of a machine is one word.",
          true,
          name.matches(NAME) ? line(List.of("create", name)).stream().toList() : List.of(),
          verb());
    }
    if (verb().equals("ssh") && option && meant.isEmpty() && args.get(1).equals(word)) {
      return new Problem.WrongCall(
          "\"ssh\" has no option \"%s\"; your own ssh has, and knows the machines after config-ssh."
              .formatted(word),
          false,
          Stream.concat(
                  Stream.of(Typed.PROGRAM + " config-ssh"),
                  line(args).stream().map(line -> line.substring(Typed.PROGRAM.length() + 1)))
              .toList(),
          "config-ssh");
    }
    return new Problem.WrongCall(
        "\"%s\" has no %s \"%s\".".formatted(verb(), option ? "option" : "argument", word),
        true,
        verb().equals("ssh") && args.size() > 2 && !args.get(1).startsWith("-") ? remote() : meant,
        verb());
  }

  /** No verb for people: one that other programs call, or none at all. */
  Problem unknownVerb(String word) {
    var verbs = at.getSubcommands().keySet();
    return InternalVerb.of(word, args)
        .orElseGet(() ->
            new Problem.WrongCall(
                "Unknown command \"%s\".".formatted(word),
                true,
                verbs.contains(word) ? before(word) : meant(word, verbs),
                ""));
  }

  /** An option that stands before the verb. */
  private Problem ofProgram(String word) {
    var verb = args.stream().filter(at.getSubcommands()::containsKey).findFirst();
    boolean known =
        verb.map(at.getSubcommands()::get)
            .filter(one -> one.getCommandSpec().optionsMap().containsKey(name(word)))
            .isPresent();
    return new Problem.WrongCall(
        known
            ? "Options of a command stand behind it: \"%s\".".formatted(word)
            : "%s has no option \"%s\".".formatted(Typed.PROGRAM, word),
        true,
        known ? before(verb.orElseThrow()) : meant(word, longOptions()),
        known ? verb.orElseThrow() : "");
  }

  /** The same with that verb in front, and without what ends the options before it. */
  private List<String> before(String verb) {
    int place = args.indexOf(verb);
    var front = args.subList(0, place).stream().filter(one -> !one.equals(OPTIONS_END)).toList();
    var words =
        Stream.of(Stream.of(verb), front.stream(), args.stream().skip(place + 1L))
            .flatMap(part -> part)
            .toList();
    return line(words).stream().toList();
  }

  /** One letter is near to every other one, so none is meant by another. */
  private Set<String> longOptions() {
    return at.getCommandSpec().optionsMap().keySet().stream()
        .filter(name -> name.startsWith("--"))
        .collect(Collectors.toSet());
  }

  private Optional<String> unknownOption() {
    return args.stream()
        .takeWhile(word -> !word.equals(OPTIONS_END))
        .filter(word -> word.matches("--?[A-Za-z].*"))
        .filter(word -> !at.getCommandSpec().optionsMap().containsKey(name(word)))
        // Several in one word, such as -yq.
        .filter(word ->
            word.startsWith("--")
                || !at.getCommandSpec().optionsMap().containsKey(word.substring(0, 2)))
        .findFirst();
  }

  private static String name(String option) {
    return option.replaceFirst("=.*", "");
  }

  /** With the address that was given, if one was. */
  private List<String> login() {
    String server = args.stream().filter(Mistyped::isAddress).findFirst().orElse("");
    String call = (Typed.PROGRAM + " login " + server).strip();
    String piped = (Typed.PROGRAM + " login --token-stdin " + server).strip() + " < key-file";
    return List.of(call, piped);
  }

  private static boolean isAddress(String word) {
    try {
      return word.matches(PLAIN) && !ServerUrl.parse(word).getHost().isEmpty();
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  /** picocli's words, with the one of an option's names that was typed. */
  private String asTyped(ParameterException e) {
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

  private static Optional<String> nearest(String word, Collection<String> words) {
    return Optional.ofNullable(OTHER_WORDS.get(word))
        .filter(words::contains)
        .or(() -> Similar.to(word, words));
  }

  private static Optional<String> line(List<String> words) {
    return Optional.of(Typed.PROGRAM + " " + String.join(" ", words))
        .filter(text -> text.matches(PLAIN));
  }

  /** `ssh NAME` with a command whose options are not ours. */
  private List<String> remote() {
    var words =
        Stream.concat(Stream.of("ssh", args.get(1), OPTIONS_END), args.stream().skip(2)).toList();
    return line(words).stream().toList();
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
                .replaceFirst("Invalid value for $1: \"$2\" is not a whole number");
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
