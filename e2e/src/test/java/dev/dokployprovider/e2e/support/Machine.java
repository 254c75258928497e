package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.jr.ob.JSON;

/** A machine as DevPod drives it: each verb is one run of the provider with DevPod's variables. */
public final class Machine {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Map<String, String> environment;

  private Machine(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * A machine of an emulator.
   *
   * @param home where the client keeps its folders; also the user's data folder
   */
  public static Machine of(Emulator dokploy, String id, Path home) {
    return of(dokploy.options(), id, home);
  }

  /** A machine of the Dokploy that the options name. */
  public static Machine of(Map<String, String> options, String id, Path home) {
    var environment = new HashMap<>(Engine.plainEnvironment());
    environment.putAll(options);
    environment.put("MACHINE_ID", id);
    environment.put("MACHINE_FOLDER", home.resolve("machines").resolve(id).toString());
    environment.put("XDG_DATA_HOME", home.resolve("data").toString());
    return new Machine(environment);
  }

  /** The same machine with another value of a variable. */
  public Machine with(String name, String value) {
    var copy = new HashMap<>(environment);
    copy.put(name, value);
    return new Machine(copy);
  }

  public Path folder() {
    return Path.of(environment.getOrDefault("MACHINE_FOLDER", "/nonexistent"));
  }

  public String id() {
    return environment.getOrDefault("MACHINE_ID", "");
  }

  /** The id of its service in Dokploy, out of the record. */
  public String composeId() {
    try {
      var record = JSON.std.mapFrom(Files.readString(folder().resolve("dokploy.json")));
      return String.valueOf(record.get("composeId"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Run verb(String verb) {
    return run(verb, "", Map.of());
  }

  /** Takes the machine's folder away, as a client does that deletes by force. */
  public void loseFolder() {
    try (var files = Files.walk(folder())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins a verb, whose output is not read. */
  public Process begin(String verb) throws IOException {
    var builder =
        new ProcessBuilder(Programs.provider().toString(), verb)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Begins a verb that can be sent signals, and whose standard error can be read meanwhile. */
  public UnfinishedEntry beginAlone(String verb) throws IOException {
    return UnfinishedEntry.start(List.of(Programs.provider().toString(), verb), environment);
  }

  /** Begins a verb that is told by its run when it has ended. */
  public CompletableFuture<Run> beginVerb(String verb) {
    return CompletableFuture.supplyAsync(() -> verb(verb), task -> Thread.ofVirtual().start(task));
  }

  /** The variables that a client would call the provider with. */
  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /** The variables of a shell in which a person types a verb, with a home of the machine's own. */
  public Map<String, String> shell() {
    var variables = new HashMap<>(environment);
    variables.put("HOME", folder().resolve("home").toString());
    variables.remove("MACHINE_ID");
    variables.remove("MACHINE_FOLDER");
    return variables;
  }

  /** Begins what a person types, which can be sent signals. */
  public UnfinishedEntry beginTyped(String... words) throws IOException {
    return UnfinishedEntry.start(Programs.command(words), shell());
  }

  /** Begins a `command`, whose streams are the caller's. */
  public UnfinishedEntry beginCommand(String command) throws IOException {
    var all = new HashMap<>(environment);
    all.put("COMMAND", command);
    return UnfinishedEntry.start(List.of(Programs.provider().toString(), "command"), all);
  }

  /** A verb that must succeed. */
  public Run must(String verb) {
    var run = verb(verb);
    if (run.exitCode() != 0) {
      throw new AssertionError(run.transcript());
    }
    return run;
  }

  /** The word that `status` prints, without its line's end. */
  public String status() {
    return must("status").out().strip();
  }

  /** Runs a text on the machine, as DevPod runs its agent. */
  public Run command(String command) {
    return command(command, "");
  }

  public Run command(String command, String stdin) {
    return run("command", stdin, Map.of("COMMAND", command));
  }

  /**
   * What a command on the machine printed; it must succeed. A busy computer may need longer than
   * one call may take: then it is called again, as DevPod does. Whether the first call is enough,
   * {@code CommandScenario} tests.
   */
  public String answer(String command) {
    var run = command(command);
    for (int again = 0; again < 5 && run.err().contains("no answer in time"); again++) {
      run = command(command);
    }
    if (run.exitCode() != 0) {
      throw new AssertionError(run.transcript());
    }
    return run.out().strip();
  }

  /** Begins a verb in Java, as a launcher that does nothing else begins it. */
  public UnfinishedEntry beginJava(String verb, String... javaOptions) throws IOException {
    var command = new ArrayList<String>();
    command.add(Programs.provider().resolveSibling("runtime").resolve("bin/java").toString());
    command.addAll(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-Xlog:disable"));
    command.addAll(List.of(javaOptions));
    command.addAll(
        List.of("-m", "dev.dokployprovider.provider/dev.dokployprovider.provider.cli.Main", verb));
    return UnfinishedEntry.start(command, environment);
  }

  /** The program as a person calls it. */
  public Run inShell(Map<String, String> variables, String verb, String... arguments) {
    var command = new ArrayList<>(List.of(Programs.provider().toString(), verb));
    command.addAll(List.of(arguments));
    return Run.of(command, variables, "", LIMIT);
  }

  private Run run(String verb, String stdin, Map<String, String> more) {
    var all = new HashMap<>(environment);
    all.putAll(more);
    return Run.of(List.of(Programs.provider().toString(), verb), all, stdin, LIMIT);
  }
}
