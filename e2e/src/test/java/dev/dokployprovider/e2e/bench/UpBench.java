package dev.dokployprovider.e2e.bench;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.dokployprovider.e2e.support.Docker;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.FreePorts;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import dev.dokployprovider.e2e.support.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Where the time of a client's {@code up} goes, and what shared images take from it: a real DevPod
 * 0.6.15 ({@code DEVPOD=FILE}, else {@code devpod} on PATH), machines that are containers of this
 * computer, and a registry of this computer (Debian's docker-registry). Both sides of a comparison
 * are measured in turn. {@code ROUNDS} says how often; 5 without it.
 */
final class UpBench {
  private static final String INNER = "cruizba/ubuntu-dind:latest";
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Docker docker = Docker.here();
  private final Path folder;
  private final Path client;
  private final Emulator dokploy;
  private final String address;
  private final int registryPort;
  private final int agentPort;

  /** How often a machine, or a container on it, has got the client's agent from here. */
  private final AtomicInteger agentDownloads = new AtomicInteger();

  private UpBench(Path folder, Path client, Emulator dokploy, String address, int registryPort) {
    this.folder = folder;
    this.client = client;
    this.dokploy = dokploy;
    this.address = address;
    this.registryPort = registryPort;
    this.agentPort = FreePorts.one();
  }

  static void run(Path folder) {
    var client =
        Optional.ofNullable(System.getenv("DEVPOD")).map(Path::of).or(() -> find("devpod"));
    var registry = find("docker-registry");
    if (client.isEmpty() || registry.isEmpty()) {
      BenchReport.line(
          "skipped: "
              + (client.isEmpty()
                  ? "no devpod on PATH, and no DEVPOD=FILE"
                  : "no docker-registry on PATH (Debian's package of that name)"));
      return;
    }
    var docker = Docker.here();
    String network = "dokploy-bench-up-" + ProcessHandle.current().pid();
    docker.must("network", "create", network);
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      // The network's gateway is an address of this computer that machines reach, and a private
      // one, as which the client
      // asks a registry without TLS.
      String address =
          docker.must("network", "inspect", "-f", "{{(index .IPAM.Config 0).Gateway}}", network);
      int port = FreePorts.one();
      Process process = startRegistry(registry.get(), folder, port);
      try {
        new UpBench(folder, client.get(), dokploy, address, port).run();
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      docker.must("network", "rm", network);
    }
  }

  private static Optional<Path> find(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Process startRegistry(Path program, Path folder, int port) throws IOException {
    Path configuration = folder.resolve("registry.yml");
    Files.writeString(
        configuration,
        """
        version: 0.1
        storage: {filesystem: {rootdirectory: "%s"}}
        http: {addr: "0.0.0.0:%d"}
        log: {level: error}
        """
            .formatted(folder.resolve("registry"), port));
    return new ProcessBuilder(program.toString(), "serve", configuration.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("registry.log").toFile())
        .start();
  }

  private void run() throws IOException {
    String local = "127.0.0.1:" + registryPort + "/bench/inner:1";
    docker.must("tag", INNER, local);
    Waiting.quickly(() -> docker.run("push", "-q", local).exitCode() == 0);
    docker.must("rmi", local);
    HttpServer agents = agents();
    agents.start();
    try {
      addProvider();
      measure();
    } finally {
      agents.stop(0);
    }
  }

  /** The client is its own agent, which a machine gets from here as from a release's page. */
  private HttpServer agents() throws IOException {
    Path served = Files.createDirectories(folder.resolve("agents"));
    Files.copy(client, served.resolve("devpod-linux-amd64"));
    var handler = SimpleFileServer.createFileHandler(served.toAbsolutePath());
    var counting =
        Filter.beforeHandler(
            "counts downloads",
            exchange -> {
              if (exchange.getRequestMethod().equals("GET")) {
                agentDownloads.incrementAndGet();
              }
            });
    return HttpServer.create(new InetSocketAddress(address, agentPort), 0, "/", handler, counting);
  }

  private void addProvider() throws IOException {
    Path yaml = folder.resolve("provider.yaml");
    String provider = Programs.provider().toString();
    Files.writeString(yaml, must(List.of(provider, "provider-yaml", "bench", provider)).out());
    String insecure =
        "mkdir -p /etc/docker; echo '{\"insecure-registries\":[\"%s:%d\"]}' >/etc/docker/daemon.json"
            .formatted(address, registryPort);
    must(
        List.of(
            client.toString(),
            "provider",
            "add",
            yaml.toString(),
            "--name",
            "bench",
            "-o",
            "DOKPLOY_MACHINE_SCRIPT=" + insecure));
  }

  private void measure() throws IOException {
    int rounds = Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "5"));
    var fresh = new ArrayList<UpTimeline>();
    var shared = new ArrayList<UpTimeline>();
    var running = new ArrayList<UpTimeline>();
    var stopped = new ArrayList<UpTimeline>();
    // The base image's layers, and the store: both are there once on a server.
    var _ = newUp("first", true);
    int downloadsOfNew = 0;
    int downloadsOfSecond = 0;
    Waiting.until("the images to be in the store", this::isStored);
    for (int i = 0; i < rounds; i++) {
      int before = agentDownloads.get();
      fresh.add(newUp("new-" + i, false));
      downloadsOfNew += agentDownloads.get() - before;
      delete("new-" + i);
      String second = "second-" + i;
      before = agentDownloads.get();
      shared.add(newUp(second, true));
      downloadsOfSecond += agentDownloads.get() - before;
      running.add(up(second, true));
      must(List.of(client.toString(), "stop", second));
      stopped.add(up(second, true));
      delete(second);
    }
    delete("first");
    var kinds = new LinkedHashMap<String, List<UpTimeline>>();
    kinds.put("new", fresh);
    kinds.put("second, images shared", shared);
    kinds.put("running", running);
    kinds.put("stopped", stopped);
    report(
        kinds,
        "Medians of %d. The second machine with shared images against one without: %.2f (aim: at most 0.50). Downloads of the client's agent: %d by the new machines, %d by the second ones."
            .formatted(
                rounds,
                UpTimeline.total(shared) / UpTimeline.total(fresh),
                downloadsOfNew,
                downloadsOfSecond));
  }

  private static void report(SequencedMap<String, List<UpTimeline>> kinds, String told)
      throws IOException {
    String table = UpTimeline.table(kinds);
    BenchReport.line(table + "\n" + told);
    Path docs = Programs.root().resolve("docs");
    Files.writeString(docs.resolve("up.svg"), UpTimeline.picture(kinds));
    Path page = docs.resolve("performance.md");
    Files.writeString(
        page, BenchDocs.with(Files.readString(page), "up", table + "\n" + told + "\n"));
  }

  private boolean isStored() {
    return docker
            .run(
                "run",
                "--rm",
                "--volume",
                store() + ":/store:ro",
                "--entrypoint",
                "sh",
                INNER,
                "-c",
                "ls -d /store/v1/*/images/* /store/agents/*")
            .exitCode()
        == 0;
  }

  private String store() {
    return docker
        .must("volume", "ls", "-q", "--filter", "name=_images")
        .lines()
        .filter(name -> name.contains(owner()))
        .findFirst()
        .orElseThrow();
  }

  private String owner() {
    try {
      return Files.readString(folder.resolve("data/dokploy-provider/owner-id")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** DevPod 0.6.15 ends some with "EOF" although all was done: such a one is done once more. */
  private UpTimeline newUp(String id, boolean shared) throws IOException {
    try {
      return up(id, shared);
    } catch (IllegalStateException e) {
      BenchReport.line("repeated, as it failed: up " + id);
      delete(id);
      return up(id, shared);
    }
  }

  private UpTimeline up(String id, boolean shared) throws IOException {
    Path source = Files.createDirectories(folder.resolve("sources").resolve(id));
    Files.writeString(
        source.resolve(".devcontainer.json"),
        "{\"image\": \"%s:%d/bench/inner:1\"}".formatted(address, registryPort));
    var command =
        new ArrayList<>(
            List.of(
                client.toString(),
                "up",
                source.toString(),
                "--id",
                id,
                "--provider",
                "bench",
                "--ide",
                "none",
                "--debug"));
    // What the one before has left to write is not this one's.
    must(List.of("sync"));
    if (shared) {
      command.addAll(List.of("--provider-option", "DOKPLOY_MACHINE_SHARED_IMAGES=10g"));
    }
    var process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().clear();
    process.environment().putAll(environment());
    long start = System.nanoTime();
    var begun = process.start();
    begun.getOutputStream().close();
    var lines = Collections.synchronizedList(new ArrayList<UpTimeline.Line>());
    var reader =
        Thread.startVirtualThread(() ->
            begun
                .inputReader()
                .lines()
                .forEach(text -> lines.add(new UpTimeline.Line(seconds(start), text))));
    try {
      if (!begun.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || begun.exitValue() != 0) {
        begun.destroyForcibly();
        throw new IllegalStateException("up " + id + " failed: " + lines);
      }
      double end = seconds(start);
      reader.join();
      return UpTimeline.of(List.copyOf(lines), end);
    } catch (InterruptedException e) {
      begun.destroyForcibly();
      throw new IllegalStateException(e);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private void delete(String id) {
    must(List.of(client.toString(), "delete", "--force", id));
  }

  private Map<String, String> environment() {
    var environment = new HashMap<>(Engine.plainEnvironment());
    environment.putAll(dokploy.options());
    environment.put("HOME", folder.toString());
    environment.put("DEVPOD_HOME", folder.resolve("devpod").toString());
    environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
    environment.put("DEVPOD_AGENT_URL", "http://%s:%d/".formatted(address, agentPort));
    environment.put("DEVPOD_DISABLE_TELEMETRY", "true");
    return environment;
  }

  private Run must(List<String> command) {
    var run = Run.of(command, environment(), "", LIMIT);
    if (run.exitCode() != 0) {
      throw new IllegalStateException(run.transcript());
    }
    return run;
  }
}
