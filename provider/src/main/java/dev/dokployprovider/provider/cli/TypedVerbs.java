package dev.dokployprovider.provider.cli;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.provider.cli.progress.RunProgress;
import dev.dokployprovider.provider.machine.Create;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.people.Program;
import dev.dokployprovider.provider.people.Screen;
import dev.dokployprovider.provider.people.Typed;
import dev.dokployprovider.provider.problem.Message;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/** The door to the verbs that people type; nothing behind it is loaded for DevPod's calls. */
final class TypedVerbs implements Program {
  private static final Set<String> SILENT =
      Set.of("-h", "--help", "-V", "--version", "-q", "--quiet");
  private static final Set<Verb> EARLY =
      EnumSet.of(Verb.CREATE, Verb.DELETE, Verb.START, Verb.STOP);
  private static final Set<String> YES = Set.of("-y", "--yes");

  private final Map<String, String> variables;
  private final Streams streams;

  private final RunProgress progress;

  private TypedVerbs(Map<String, String> variables, Streams streams, RunProgress progress) {
    this.variables = variables;
    this.streams = streams;
    this.progress = progress;
  }

  /**
   * Whether it is a verb that takes a while and asks nothing: then the first line of progress need
   * not wait until the command line and the clients' files are read.
   */
  static boolean canBeginBeforeTheyAreRead(Optional<Verb> verb, List<String> args) {
    return verb.filter(EARLY::contains).isPresent()
        && args.size() > 1
        && args.stream().noneMatch(SILENT::contains)
        && (!verb.equals(Optional.of(Verb.DELETE)) || args.stream().anyMatch(YES::contains));
  }

  /** With what {@code --json} means, for who shows progress before the command line is read. */
  static Map<String, String> showing(List<String> args, Map<String, String> variables) {
    if (!args.contains("--json")) {
      return variables;
    }
    var all = new HashMap<>(variables);
    all.put(ProgressForm.VARIABLE, "json");
    return all;
  }

  static int run(
      List<String> args, Map<String, String> variables, Streams streams, RunProgress progress) {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var screen =
        new Screen(
            streams.out(),
            streams.err(),
            in,
            streams.terminals().person(),
            streams.terminals().out(),
            streams.terminals().out() && streams.colour(),
            () -> Terminal.width(variables),
            question -> Terminal.open().flatMap(person -> person.ask(question, true)));
    return Typed.run(args, variables, screen, new TypedVerbs(variables, streams, progress));
  }

  @Override
  public int call(List<String> words, Map<String, String> environment) {
    var verb = Verb.of(words.getFirst()).orElseThrow();
    return App.typed(variables, environment, streams, progressOf(environment))
        .call(verb, words.subList(1, words.size()));
  }

  @Override
  public int guarded(Map<String, String> environment, IntSupplier work) {
    return App.typed(variables, environment, streams, progressOf(environment))
        .guarded(Optional.empty(), List.of(), work);
  }

  /** What has begun goes on; else as the verb's own options ask for it. */
  private RunProgress progressOf(Map<String, String> environment) {
    return progress.isBegun() ? progress : new RunProgress(streams.progress(environment));
  }

  @Override
  public MachineContext context(Map<String, String> environment) {
    return new Setup(environment, streams, progressOf(environment)).context();
  }

  @Override
  public void tryOut(Map<String, String> environment) {
    var setup = new Setup(environment, streams, progressOf(environment));
    Create.trial(setup.context(), setup.guard(), setup.probe()).run();
  }

  @Override
  public Dokploy dokploy(Map<String, String> environment) {
    return new Setup(environment, streams, progressOf(environment)).dokploy();
  }

  @Override
  public Message words(Message message, Map<String, String> environment) {
    return ProgramName.of(variables).in(new TypedWords(variables, environment).of(message));
  }

  @Override
  public Time time() {
    return Time.system();
  }

  @Override
  public boolean usesCache() {
    return AotCache.isUsed();
  }

  @Override
  public Optional<Path> launcher() {
    return Dialer.launcher();
  }

  @Override
  public Path dataFolder() {
    return Setup.dataFolder(variables);
  }

  @Override
  public String version() {
    return BuildInfo.version();
  }
}
