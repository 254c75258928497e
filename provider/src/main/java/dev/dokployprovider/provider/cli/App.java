package dev.dokployprovider.provider.cli;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.provider.cli.progress.RunProgress;
import dev.dokployprovider.provider.machine.Command;
import dev.dokployprovider.provider.machine.Connect;
import dev.dokployprovider.provider.machine.Create;
import dev.dokployprovider.provider.machine.Delete;
import dev.dokployprovider.provider.machine.Start;
import dev.dokployprovider.provider.machine.Status;
import dev.dokployprovider.provider.machine.Stop;
import dev.dokployprovider.provider.machine.backup.Backup;
import dev.dokployprovider.provider.machine.backup.Move;
import dev.dokployprovider.provider.machine.backup.Restore;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.deployment.FailureProblems;
import dev.dokployprovider.provider.machine.describe.Describe;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.options.OptionNames;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.ProviderYaml;
import dev.dokployprovider.provider.problem.ExitCode;
import dev.dokployprovider.provider.problem.InterruptedRun;
import dev.dokployprovider.provider.problem.Message;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.ProblemPage;
import dev.dokployprovider.provider.problem.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** The whole program as a function: arguments and environment in, texts and an exit code out. */
final class App {
  private static final Set<Verb> TELLS_OF_UNFINISHED =
      EnumSet.of(Verb.CREATE, Verb.DELETE, Verb.START, Verb.STOP, Verb.STATUS, Verb.DESCRIBE);

  /** Those that take a while, in steps. */
  static final Set<Verb> STAGED =
      EnumSet.of(
          Verb.CREATE, Verb.DELETE, Verb.START, Verb.STOP, Verb.BACKUP, Verb.RESTORE, Verb.MOVE);

  private static final String WITHOUT_DOCKER = "--without-docker";
  private static final String REPLACE = "--replace";
  private static final String FORCE = "--force";

  private final Map<String, String> environment;
  private final Streams streams;

  private final RunProgress progress;

  /** Of the shell where a person typed the verb; empty where a client calls. */
  private final Optional<Map<String, String>> shell;

  App(Map<String, String> environment, Streams streams) {
    this(environment, streams, Optional.empty(), new RunProgress(streams.progress(environment)));
  }

  private App(
      Map<String, String> environment,
      Streams streams,
      Optional<Map<String, String>> shell,
      RunProgress progress) {
    this.environment = environment;
    this.streams = streams;
    this.shell = shell;
    this.progress = progress;
  }

  /**
   * For verbs that a person typed.
   *
   * @param shell the variables of the shell
   * @param environment what the verb works with
   */
  static App typed(
      Map<String, String> shell,
      Map<String, String> environment,
      Streams streams,
      RunProgress progress) {
    return new App(environment, streams, Optional.of(shell), progress);
  }

  static int run(List<String> args, Map<String, String> environment, Streams streams) {
    return new App(Map.copyOf(environment), streams).run(args);
  }

  private int run(List<String> args) {
    var verb = args.stream().findFirst().flatMap(Verb::of);
    return verb.filter(one -> one.isCalledSo(args.subList(1, args.size()), environment)).isPresent()
        ? call(verb.get(), args.subList(1, args.size()))
        : typed(verb, args, debugging(args));
  }

  private int typed(Optional<Verb> verb, List<String> args, Map<String, String> variables) {
    var progress = new RunProgress(streams.progress(TypedVerbs.showing(args, variables)));
    if (TypedVerbs.canBeginBeforeTheyAreRead(verb, args)) {
      progress.begin();
    }
    var untold = new AtomicReference<Optional<Message>>(Optional.empty());
    int exitCode =
        typed(variables, variables, streams, progress)
            .guarded(
                verb,
                args,
                () -> TypedVerbs.run(args, variables, streams, progress),
                problem -> untold.set(Optional.of(problem)));
    if (progress.isBegun() && args.contains("--json")) {
      // The verb itself was not called, and so has not printed how it ended.
      untold.get().ifPresent(problem -> result(verb, problem).print(exitCode));
    }
    return exitCode;
  }

  private JsonResult result(Optional<Verb> verb, Message problem) {
    var result = new JsonResult(Map.of(), streams.out(), verb.map(Verb::word).orElse(""));
    result.problem(problem);
    return result;
  }

  /** With the variable that says what {@code --debug} does, for all that reads it. */
  private Map<String, String> debugging(List<String> args) {
    if (args.stream().takeWhile(word -> !word.equals("--")).noneMatch("--debug"::equals)) {
      return environment;
    }
    var variables = new HashMap<>(environment);
    variables.put(Setup.DEBUG, "true");
    return variables;
  }

  /** As {@link #run}, where it is known to be no typed one. */
  int call(Verb verb, List<String> args) {
    var words = new ArrayList<>(args);
    words.addFirst(verb.word());
    var result = new JsonResult(environment, streams.out(), verb.word());
    boolean json = STAGED.contains(verb) && ProgressForm.of(environment) == ProgressForm.JSON;
    int exitCode =
        guarded(
            Optional.of(verb),
            words,
            () -> run(verb, args),
            problem -> {
              if (json) {
                result.problem(problem);
              }
            });
    if (json) {
      result.print(exitCode);
    }
    return exitCode;
  }

  /** Runs it, and shows what it ends with in the words of the caller. */
  int guarded(Optional<Verb> verb, List<String> args, IntSupplier work) {
    return guarded(verb, args, work, _ -> {});
  }

  /**
   * @param problems also told of the problem that it ends with
   */
  private int guarded(
      Optional<Verb> verb, List<String> args, IntSupplier work, Consumer<Message> problems) {
    try {
      return work.getAsInt();
    } catch (ProblemException e) {
      return failed(verb, args, e.problem(), e, problems);
    } catch (DokployException e) {
      return failed(
          verb, args, FailureProblems.of(e.failure(), Setup.server(environment)), e, problems);
    } catch (RuntimeException | Error e) {
      // An Error too, such as a full memory: what waits for this program must hear of its end.
      return failed(verb, args, new Problem.Unexpected(String.valueOf(e)), e, problems);
    }
  }

  private int run(Verb verb, List<String> args) {
    if (TELLS_OF_UNFINISHED.contains(verb)) {
      new UnfinishedNotice(
              environment, new Setup(environment, streams, progress).guard(), streams.err())
          .show(verb);
    }
    if (STAGED.contains(verb)) {
      progress.begin();
    }
    if (verb == Verb.CREATE) {
      shell.map(Map::keySet).map(OptionNames::unknown).stream()
          .flatMap(List::stream)
          .forEach(progress::note);
    }
    int exitCode = run(verb, args, new Setup(environment, streams, progress));
    progress.done();
    return exitCode;
  }

  private int run(Verb verb, List<String> args, Setup setup) {
    switch (verb) {
      // DevPod logs what comes on standard error here as errors.
      case INIT -> {
        setup.init().run().forEach(streams.out()::println);
        InitNotes.of(ProviderOptions.from(environment)).stream()
            .map(ProgramName.of(environment)::in)
            .forEach(streams.out()::println);
      }
      case CREATE -> new Create(setup.context(), setup.guard(), setup.probe()).run();
      case DELETE -> delete(args, setup.context()).run();
      case START -> new Start(setup.context()).run();
      case STOP -> new Stop(setup.context()).run();
      case STATUS -> status(setup.context());
      case DESCRIBE ->
          streams
              .out()
              .print(
                  DescriptionText.of(
                      new Describe(setup.context()).run(), streams.columns(environment)));
      case CONNECT -> {
        var caller = args.stream().findFirst().filter(App::isNumber);
        caller.map(Long::parseLong).ifPresent(ParentWatch::endWith);
        var left = ResponseBudget.ofCaller(caller, Time.system());
        new Connect(setup.contextWithin(left), left).run();
      }
      case COMMAND -> {
        var left = ResponseBudget.ofThis(Time.system());
        return new Command(setup.contextWithin(left), left, streams.err()::println)
            .run(setup.variable("COMMAND"));
      }
      case TAKE_BACK -> setup.takeBack(args.stream().findFirst().orElse(""));
      case DIAL -> {
        return DialVerb.run(args, environment, streams.err());
      }
      case OPTION -> streams.out().println(new OptionVerb(environment, Terminal::open).run(args));
      case SUB_OPTIONS -> streams.out().print(ProviderYaml.subOptions(setup.remoteServers()));
      case PROVIDER_YAML -> streams.out().print(ProviderYamlVerb.run(args));
      case TRAIN -> {
        return train(args);
      }
      case VERSION -> {
        streams.out().println(BuildInfo.version());
        streams.out().println("AOT cache: " + (AotCache.isUsed() ? "in use" : "not in use"));
      }
      case BACKUP ->
          new Backup(setup.context(), Path.of(args.getFirst()), !args.contains(WITHOUT_DOCKER))
              .run();
      case RESTORE -> {
        var context = setup.context();
        var create = new Create(context, setup.guard(), setup.probe());
        new Restore(context, create, Path.of(args.getFirst()), args.contains(REPLACE)).run();
      }
      case MOVE -> new Move(setup.context(), setup.guard(), setup.probe()).run();
      case PRUNE -> {
        return setup.prune().run(args);
      }
    }
    return ExitCode.OK;
  }

  private static Delete delete(List<String> args, MachineContext context) {
    return args.contains(FORCE) ? Delete.atAny(context) : new Delete(context);
  }

  /** Each word is a verb, or a variable for the verbs behind it. */
  private int train(List<String> words) {
    var variables = new HashMap<>(environment);
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        variables.put(word.substring(0, equals), word.substring(equals + 1));
        continue;
      }
      int exitCode = run(List.of(word), variables, streams);
      if (exitCode != ExitCode.OK) {
        return exitCode;
      }
    }
    return ExitCode.OK;
  }

  /** DevPod reads the word; that another folder has the machine must be said beside it. */
  private void status(MachineContext context) {
    var condition = new Status(context).run();
    streams.out().println(condition.state().word());
    if (condition instanceof Condition.TakenOver) {
      var problem = condition.problem(context.id().value());
      ProblemPrinter.print(
          told(Wording.of(problem), List.of(Verb.STATUS.word())),
          ProblemPage.of(problem),
          streams.err());
    }
  }

  private static boolean isNumber(String word) {
    return word.matches("\\d{1,18}");
  }

  /** In the words of the caller. */
  private Message told(Message message, List<String> args) {
    return ProgramName.of(shell.orElse(environment))
        .in(
            shell
                .map(variables -> new TypedWords(variables, environment).of(message))
                .orElseGet(() -> CallingClient.of(environment, args).client().inItsWords(message)));
  }

  /** A provider that is not configured yet has no address either; both are asked for. */
  private static Message askingForKey(Message message) {
    return new Message(
        message.what(),
        message.why(),
        message.fix().stream()
            .map(line ->
                line.startsWith("devpod provider set-options dokploy -o DOKPLOY_API_TOKEN=")
                    ? Client.USE
                    : line)
            .toList());
  }

  /** Whether this process is at its end, as after a signal: then no hook is taken any more. */
  private static boolean isEnding() {
    var hook = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return !Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      return true;
    }
  }

  /** Who has interrupted a run does not ask what was printed. */
  private static boolean isInterrupt(Problem problem) {
    return ExitCode.of(problem) == ExitCode.INTERRUPTED;
  }

  private int failed(
      Optional<Verb> verb,
      List<String> args,
      Problem first,
      Throwable e,
      Consumer<Message> problems) {
    var problem = isEnding() ? InterruptedRun.of(first) : first;
    var message = Wording.of(problem);
    if (problem instanceof Problem.BadToken) {
      new TokenReader(environment).forget();
      message = verb.equals(Optional.of(Verb.INIT)) ? askingForKey(message) : message;
    }
    var told = told(message, args);
    if (isInterrupt(problem)) {
      progress.close();
    } else {
      progress.unfold();
    }
    ProblemPrinter.print(told, ProblemPage.of(problem), streams.err());
    problems.accept(told);
    if (Setup.isDebug(environment)) {
      streams.err().println(Debug.text(e, environment));
    }
    return verb.filter(Verb.COMMAND::equals).isPresent()
        ? ExitCode.COMMAND_FAILED
        : ExitCode.of(problem);
  }
}
