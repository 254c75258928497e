package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.jr.ob.JSON;

/** A running emulator of Dokploy; its end removes all that it made. */
public final class Emulator implements AutoCloseable {
  private final EmulatorHost host;
  private final Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String ports = FreePorts.range(30);

  private Emulator(EmulatorHost host, Path folder) {
    this.host = host;
    this.folder = folder;
  }

  /** Starts one inside this process, which spares the seconds that a Java of its own needs. */
  public static Emulator start(Engine engine, String version, Path folder, String... more) {
    var arguments = arguments(engine, version, folder, 0, List.of(more));
    return new Emulator(EmulatorHost.Inside.start(arguments), folder);
  }

  /**
   * Starts the program, for scenarios in which it is killed or needs an environment of its own.
   *
   * @param environment what it gets beside this program's own environment
   */
  public static Emulator startProgram(
      Map<String, String> environment, Engine engine, String version, Path folder) {
    var arguments = arguments(engine, version, folder, 0, List.of());
    return new Emulator(EmulatorHost.Program.start(environment, arguments, folder), folder);
  }

  private static List<String> arguments(
      Engine engine, String version, Path folder, int port, List<String> more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--port",
                Integer.toString(port),
                "--data",
                folder.toString(),
                "--engine",
                engine.word(),
                "--dokploy-version",
                version,
                "--ephemeral"));
    arguments.addAll(more);
    return arguments;
  }

  /** Kills the program and starts it again where it was, as a crash of Dokploy or its host does. */
  public Emulator crashAndRestart(Engine engine, String version) {
    if (!(host instanceof EmulatorHost.Program program)) {
      throw new IllegalStateException("only an emulator that was started as a program can crash");
    }
    program.kill();
    var arguments =
        arguments(engine, version, folder, URI.create(program.url()).getPort(), List.of());
    return new Emulator(EmulatorHost.Program.start(Map.of(), arguments, folder), folder);
  }

  /** Registers a remote server, which is this computer; returns its id. */
  public String addServer(String name) {
    return post(
            "/api/server.create",
            Map.of(
                "name", name,
                "description", "",
                "ipAddress", "127.0.0.1",
                "port", 22,
                "username", "root",
                "sshKeyId", "a-key",
                "serverType", "deploy"))
        .text("serverId");
  }

  public void setReachable(String serverId, boolean reachable) {
    post("/emulator/server", Map.of("serverId", serverId, "reachable", reachable));
  }

  /** The key of a new member who may do all that a machine needs but ask Docker. */
  public String memberWithoutDocker() {
    return post(
            "/emulator/member",
            Map.of(
                "email",
                "member@example.test",
                "permissions",
                List.of("canCreateProjects", "canCreateServices", "canDeleteServices")))
        .text("key");
  }

  /** How many calls of a procedure were answered since the count began again. */
  public long calls(String procedure) {
    return count(procedure, "calls");
  }

  /** The same for those that have come, answered or not. */
  public long begunCalls(String procedure) {
    return count(procedure, "begun");
  }

  private long count(String procedure, String what) {
    var calls = get("/emulator/calls");
    return calls.names().contains(procedure) ? calls.at(procedure).at(what).number() : 0;
  }

  public String url() {
    return host.url();
  }

  /** Where it is behind TLS, if it was started with a Traefik; {@link #certificate} is its own. */
  public String httpsUrl() {
    return "https://127.0.0.1:" + file("traefik-port");
  }

  /** The file for who is to trust that. */
  public Path certificate() {
    return folder.resolve("traefik.pem");
  }

  /** With which a provider uses it; its machines' ports are not in the way of other emulators'. */
  public Map<String, String> options() {
    return Map.of(
        "DOKPLOY_SERVER_URL", url(), "DOKPLOY_API_TOKEN", apiKey(), "DOKPLOY_SSH_PORTS", ports);
  }

  public String apiKey() {
    return file("api-key");
  }

  /** What stands in one of its files. */
  public String file(String name) {
    try {
      return Files.readString(folder.resolve(name)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the emulator's API as Dokploy's own page would. */
  public Answer get(String path) {
    return send(HttpRequest.newBuilder(URI.create(url() + path)).GET());
  }

  public Answer post(String path, Map<String, ?> body) {
    try {
      return send(
          HttpRequest.newBuilder(URI.create(url() + path))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(JSON.std.asString(body))));
    } catch (tools.jackson.core.JacksonException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The compose services of all projects, as project.all shows them. */
  public List<Answer> services() {
    return get("/api/project.all").items().stream()
        .flatMap(project -> project.environments().stream())
        .flatMap(environment -> environment.at("compose").items().stream())
        .toList();
  }

  /** All that Dokploy keeps of a machine's service. */
  public Answer service(Machine machine) {
    return get("/api/compose.one?composeId=" + machine.composeId());
  }

  /** The names of the compose services of all projects. */
  public List<String> serviceNames() {
    return services().stream().map(service -> service.text("name")).toList();
  }

  /** Stops or starts a service by its name, as on Dokploy's page. */
  public void act(String verb, String name) {
    String id =
        services().stream()
            .filter(service -> service.text("name").equals(name))
            .map(service -> service.text("composeId"))
            .findFirst()
            .orElseThrow();
    post("/api/compose." + verb, Map.of("composeId", id));
  }

  /** How many calls were made since the count began again. */
  public long calls() {
    return get("/emulator/calls").members().stream()
        .mapToLong(call -> call.at("calls").number())
        .sum();
  }

  /** What a piece of work asks of Dokploy, by procedure. */
  public Map<String, Traffic> trafficOf(Runnable work) {
    post("/emulator/calls/reset", Map.of());
    work.run();
    var counts = get("/emulator/calls");
    var traffic = new TreeMap<String, Traffic>();
    for (String procedure : counts.names()) {
      var count = counts.at(procedure);
      traffic.put(procedure, new Traffic(count.at("calls").number(), count.at("bytes").number()));
    }
    return traffic;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var answer =
          http.send(
              request.header("x-api-key", apiKey()).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.statusCode() + ": " + answer.body());
      }
      return new Answer(answer.body().isEmpty() ? Map.of() : JSON.std.anyFrom(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    host.end();
  }
}
