package dev.dokployprovider.provider.cli;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.people.Program;
import dev.dokployprovider.provider.people.Screen;
import dev.dokployprovider.provider.people.Typed;
import dev.dokployprovider.provider.problem.Message;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The door to the verbs that people type; nothing behind it is loaded for DevPod's calls. */
final class TypedVerbs implements Program {
  private final Map<String, String> variables;
  private final Streams streams;

  private TypedVerbs(Map<String, String> variables, Streams streams) {
    this.variables = variables;
    this.streams = streams;
  }

  static int run(List<String> args, Map<String, String> variables, Streams streams) {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var screen =
        new Screen(
            streams.out(),
            streams.err(),
            in,
            streams.terminal(),
            streams.colour(),
            () -> Terminal.width(variables),
            question -> Terminal.open().flatMap(person -> person.ask(question, true)));
    return Typed.run(args, variables, screen, new TypedVerbs(variables, streams));
  }

  @Override
  public int call(List<String> words, Map<String, String> environment) {
    var verb = Verb.of(words.getFirst()).orElseThrow();
    return App.typed(variables, environment, streams).call(verb, words.subList(1, words.size()));
  }

  @Override
  public int guarded(Map<String, String> environment, IntSupplier work) {
    return App.typed(variables, environment, streams).guarded(Optional.empty(), List.of(), work);
  }

  @Override
  public MachineContext context(Map<String, String> environment) {
    return new Setup(environment, streams).context();
  }

  @Override
  public Dokploy dokploy(Map<String, String> environment) {
    return new Setup(environment, streams).dokploy();
  }

  @Override
  public Message words(Message message, Map<String, String> environment) {
    return new TypedWords(variables, environment).of(message);
  }

  @Override
  public boolean usesCache() {
    return AotCache.isUsed();
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
