package dev.dokployprovider.provider.people;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.people.settings.Sources;
import dev.dokployprovider.provider.problem.Message;
import dev.dokployprovider.provider.world.MemoryServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** A person at a terminal, and a program that only notes what it is asked for. */
final class Desk implements Program {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> variables = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final List<List<String>> words = new ArrayList<>();
  private final Path home;
  private Map<String, String> environment = Map.of();
  private String answers = "";
  private int width = 80;
  private int exitCode;
  private Runnable trial = () -> {};
  private Dokploy dokploy = new MemoryServer(Version.NEWEST, new StoppedTime()).client();
  private Time time = Time.system();

  Desk(Path home) {
    this.home = home;
    variables.put("HOME", home.toString());
    variables.put("PATH", System.getenv().getOrDefault("PATH", ""));
  }

  Desk server(String url, String key) {
    variables.put("DOKPLOY_SERVER_URL", url);
    variables.put("DOKPLOY_API_TOKEN", key);
    return this;
  }

  /** With a machine that no client knows. */
  Desk machine(String name) {
    try {
      Path folder = Files.createDirectories(dataFolder().resolve("machines").resolve(name));
      Files.writeString(folder.resolve("dokploy.json"), "{}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Desk variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  Desk answers(String lines) {
    answers = lines;
    return this;
  }

  Desk width(int columns) {
    width = columns;
    return this;
  }

  Desk ends(int code) {
    exitCode = code;
    return this;
  }

  Desk time(Time clock) {
    time = clock;
    return this;
  }

  Desk dokploy(Dokploy server) {
    dokploy = server;
    return this;
  }

  int run(List<String> args) {
    return Typed.run(args, variables, screen(), this);
  }

  VerbContext kit() {
    return new VerbContext(new Sources(variables, dataFolder()), screen(), this);
  }

  String out() {
    return text(out);
  }

  String err() {
    return text(err);
  }

  /** The verbs that were called, with the machines' names. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  /** What was called, word by word. */
  List<List<String>> words() {
    return List.copyOf(words);
  }

  /** Of the last call. */
  Map<String, String> environment() {
    return environment;
  }

  private Screen screen() {
    return new Screen(
        stream(out),
        stream(err),
        new BufferedReader(new StringReader(answers)),
        !answers.isEmpty(),
        !answers.isEmpty(),
        false,
        () -> width,
        question -> answers.lines().findFirst());
  }

  @Override
  public int call(List<String> itsWords, Map<String, String> itsEnvironment) {
    environment = itsEnvironment;
    words.add(List.copyOf(itsWords));
    calls.add((itsWords.getFirst() + " " + environment.getOrDefault("MACHINE_ID", "")).strip());
    return exitCode;
  }

  @Override
  public int guarded(Map<String, String> itsEnvironment, IntSupplier work) {
    return work.getAsInt();
  }

  @Override
  public MachineContext context(Map<String, String> itsEnvironment) {
    throw new AssertionError("no machine is looked at");
  }

  @Override
  public void tryOut(Map<String, String> itsEnvironment) {
    calls.add("tryOut " + itsEnvironment.get("MACHINE_ID"));
    environment = itsEnvironment;
    trial.run();
  }

  Desk trial(Runnable what) {
    trial = what;
    return this;
  }

  @Override
  public Dokploy dokploy(Map<String, String> itsEnvironment) {
    return dokploy;
  }

  @Override
  public Message words(Message message, Map<String, String> itsEnvironment) {
    return message;
  }

  @Override
  public Time time() {
    return time;
  }

  @Override
  public boolean usesCache() {
    return true;
  }

  @Override
  public Optional<Path> launcher() {
    return Optional.empty();
  }

  @Override
  public Path dataFolder() {
    return home.resolve("data");
  }

  @Override
  public String version() {
    return "1.2.3";
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
