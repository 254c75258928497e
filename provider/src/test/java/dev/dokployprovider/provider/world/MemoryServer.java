package dev.dokployprovider.provider.world;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.QueuedJob;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Dokploy of one release, with a Docker of its own: what its rows say, and what happens in its
 * queue while time passes. It does what docs/reference/dokploy.md says of real ones: names are not
 * unique, a delete takes the row first, a build goes on whatever becomes of its service.
 */
public final class MemoryServer {
  private final Version version;
  private final Time time;
  private final MemoryDocker docker = new MemoryDocker();
  private final Map<String, Project> projects = new LinkedHashMap<>();
  private final Map<String, Service> services = new LinkedHashMap<>();
  private final Map<String, String> projectOf = new LinkedHashMap<>();
  private final Map<String, String> commands = new LinkedHashMap<>();
  private final Map<String, String> onDisk = new LinkedHashMap<>();
  private final List<Server> servers = new ArrayList<>();
  private final Deque<Job> queue = new ArrayDeque<>();
  private final List<Late> late = new ArrayList<>();
  private final MemoryLogs logs;
  private Duration build = Duration.ofSeconds(5);
  private boolean buildsFail;
  private String log = "ERROR: failed to solve: no such image\n";
  private Optional<String> startsFailWith = Optional.empty();
  private int made;

  /** A deployment that waits or runs. */
  private record Job(Service of, String title, Optional<Running> running) {}

  private record Late(Instant at, Runnable effect) {}

  private record Running(
      String deployment, String app, String file, String command, Instant end, boolean fails) {}

  public MemoryServer(Version version, Time time) {
    this.version = version;
    this.time = time;
    this.logs = new MemoryLogs(time);
  }

  /** How clients get at the logs of deployments from now on; not at all at first. */
  public MemoryServer logsCome(MemoryLogs.Way way) {
    logs.come(way);
    return this;
  }

  MemoryLogs logs() {
    return logs;
  }

  /** How long a deployment takes from now on. */
  public MemoryServer buildsTake(Duration duration) {
    build = duration;
    return this;
  }

  /** Whether deployments that begin from now on fail. */
  public MemoryServer buildsFail(boolean fail) {
    buildsFail = fail;
    return this;
  }

  /** Deployments that begin from now on fail, with that log. */
  public MemoryServer buildsFailWith(String text) {
    log = text;
    return buildsFail(true);
  }

  /** What Docker says of every start from now on; empty where it starts what it should. */
  public MemoryServer startsFailWith(Optional<String> said) {
    startsFailWith = said;
    return this;
  }

  /** Adds a remote server, whose Docker is that of all. */
  public MemoryServer with(Server server) {
    servers.add(server);
    return this;
  }

  List<Server> servers() {
    return List.copyOf(servers);
  }

  String log(String deployment) {
    return logs.areThere() ? logs.text(deployment) : log;
  }

  public Version version() {
    return version;
  }

  /** A client of it, of whose calls none is lost. */
  public Dokploy client() {
    return new DokployClient(this, Life.whole(), Wire.good());
  }

  public MemoryDocker docker() {
    return docker;
  }

  public List<Service> services() {
    goOn();
    return List.copyOf(services.values());
  }

  public List<String> projectNames() {
    goOn();
    return projects.values().stream().map(Project::name).toList();
  }

  /** Has something happen when that time has passed: what is not waited for any more. */
  void later(Duration delay, Runnable effect) {
    late.add(new Late(time.now().plus(delay), effect));
  }

  /** Lets happen what is due, and pass in the queue what has passed on the clock. */
  void goOn() {
    var due = late.stream().filter(one -> !one.at().isAfter(time.now())).toList();
    late.removeAll(due);
    due.forEach(one -> one.effect().run());
    // No matter who looks, and when: the next build begins when the one before has ended.
    var since = time.now();
    while (true) {
      var first = queue.peek();
      if (first == null) {
        return;
      }
      if (first.running().isEmpty()) {
        queue.pop();
        if (services.containsKey(first.of().composeId())) {
          queue.push(begun(first, since));
        }
        continue;
      }
      var running = first.running().get();
      if (running.end().isAfter(time.now())) {
        return;
      }
      queue.pop();
      end(first, running);
      since = running.end();
    }
  }

  private Job begun(Job job, Instant since) {
    var service = row(job.of().composeId());
    String command = commands.getOrDefault(service.composeId(), "");
    String id = "d" + ++made;
    onDisk.put(service.appName(), service.composeFile());
    var running =
        new Running(
            id,
            service.appName(),
            service.composeFile(),
            command,
            since.plus(build),
            buildsFail && command.isEmpty());
    logs.begun(id, service.appName(), since, running.end(), running.fails());
    var all = new ArrayList<>(List.of(deployment(id, job.title(), Deployment.Status.RUNNING)));
    all.addAll(service.deployments());
    put(service, service.description(), service.composeFile(), ServiceStatus.RUNNING, all);
    return new Job(service, job.title(), Optional.of(running));
  }

  private void end(Job job, Running running) {
    if (running.command().isEmpty() && !running.fails()) {
      docker.up(running.app(), running.file(), true);
    } else if (running.command().contains(" down ")) {
      docker.down(running.app());
    }
    var service = services.get(job.of().composeId());
    if (service != null) {
      var status = running.fails() ? Deployment.Status.ERROR : Deployment.Status.DONE;
      var all = new ArrayList<>(service.deployments());
      all.replaceAll(one ->
          one.id().equals(running.deployment()) ? deployment(one.id(), one.title(), status) : one);
      put(
          service,
          service.description(),
          service.composeFile(),
          running.fails() ? ServiceStatus.ERROR : ServiceStatus.DONE,
          all);
    }
  }

  private Deployment deployment(String id, String title, Deployment.Status status) {
    return new Deployment(id, title, status, "/log/" + id, Optional.empty(), time.now().toString());
  }

  List<Project> projects() {
    return projects.keySet().stream().map(this::project).flatMap(Optional::stream).toList();
  }

  Optional<Project> project(String id) {
    return Optional.ofNullable(projects.get(id)).map(this::filled);
  }

  private Project filled(Project row) {
    var names =
        services.values().stream()
            .filter(one -> row.id().equals(projectOf.get(one.composeId())))
            .map(one -> new Environment.ServiceName(one.composeId(), one.name()))
            .toList();
    var environment = new Environment(row.id(), "e-" + row.id(), "production", true, names);
    return new Project(
        row.id(), row.name(), row.createdAt(), names.isEmpty(), List.of(environment));
  }

  Project createProject(String name) {
    var row = new Project("p" + ++made, name, time.now().toString(), true, List.of());
    projects.put(row.id(), row);
    return filled(row);
  }

  void removeProject(String id) {
    projects.remove(id);
    services.keySet().removeIf(service -> id.equals(projectOf.get(service)));
  }

  Service createService(Environment environment, NewService wanted) {
    if (!projects.containsKey(environment.projectId())) {
      throw new DokployException(new Failure.NotFound("compose.create", "Environment not found"));
    }
    String id = "c" + ++made;
    var row =
        new Service(
            id,
            wanted.name(),
            wanted.appName() + "-%06x".formatted(made),
            wanted.description(),
            ServiceStatus.IDLE,
            "",
            wanted
                .serverId()
                .flatMap(wish -> servers.stream().filter(one -> one.id().equals(wish)).findFirst()),
            List.of());
    services.put(id, row);
    projectOf.put(id, environment.projectId());
    return row;
  }

  /** From 0.28.0 on a service that is missing is no error (docs/reference/dokploy.md §6.2). */
  void updateService(String id, String composeFile, String description) {
    var service = services.get(id);
    if (service == null && version.isAtLeast(0, 28, 0)) {
      return;
    }
    service = row(id);
    commands.remove(id);
    put(service, description, composeFile, service.status(), service.deployments());
  }

  void setCommand(String id, String command) {
    row(id);
    commands.put(id, command);
  }

  Optional<Service> service(String id) {
    return Optional.ofNullable(services.get(id));
  }

  void deploy(String id, String title) {
    goOn();
    queue.add(new Job(row(id), title, Optional.empty()));
    goOn();
  }

  Optional<List<QueuedJob>> queue() {
    return version.isAtLeast(0, 28, 3)
        ? Optional.of(
            queue.stream()
                .map(job ->
                    new QueuedJob(
                        Optional.of(job.of().composeId()),
                        Optional.empty(),
                        job.title(),
                        job.running().isPresent()))
                .toList())
        : Optional.empty();
  }

  void cleanQueue(String id) {
    row(id);
    queue.removeIf(job -> job.of().composeId().equals(id) && job.running().isEmpty());
  }

  /** With the file on disk (docs/reference/dokploy.md §3.5). */
  void start(String id) {
    var app = deployed(id, "compose.start");
    var refused = docker.refusesToStart(app).or(() -> startsFailWith);
    if (refused.isPresent()) {
      throw failed("compose.start", refused.get());
    }
    docker.up(app, onDisk.getOrDefault(app, ""), false);
  }

  void stop(String id) {
    docker.stop(deployed(id, "compose.stop"));
  }

  private String deployed(String id, String call) {
    var service = row(id);
    if (!onDisk.containsKey(service.appName())) {
      throw failed(call, "spawn /bin/sh ENOENT");
    }
    return service.appName();
  }

  /** A failed command is 500 with its own error text (docs/reference/dokploy.md §1.3). */
  private static DokployException failed(String call, String said) {
    return new DokployException(new Failure.ServerError(call, 500, said, said));
  }

  /** The row first; what is being built starts all the same. */
  public void delete(String id) {
    var service = services.remove(id);
    if (service != null) {
      onDisk.remove(service.appName());
      docker.removeContainer(service.appName());
      docker.removeVolumes(service.appName());
    }
  }

  boolean removeContainer(String id) {
    boolean can = version.isAtLeast(0, 29, 0);
    if (can) {
      docker.ofId(id).ifPresent(one -> docker.removeContainer(one.app()));
    }
    return can;
  }

  boolean removeVolume(String name) {
    boolean can = version.isAtLeast(0, 30, 0);
    if (can) {
      docker.removeVolume(name);
    }
    return can;
  }

  /** An empty list of them may as well be an error (docs/reference/dokploy.md §2.6). */
  Optional<Map<String, Long>> volumeSizes() {
    return Optional.of(docker.volumeSizes())
        .filter(sizes -> version.isAtLeast(0, 30, 0) && !sizes.isEmpty());
  }

  boolean removeImage(String name) {
    boolean can = version.isAtLeast(0, 30, 0);
    if (can && !docker.removeImage(name)) {
      throw failed("docker.removeImage", "Error response from daemon: No such image: " + name);
    }
    return can;
  }

  private Service row(String id) {
    var service = services.get(id);
    if (service == null) {
      throw new DokployException(new Failure.NotFound("compose", "Compose not found"));
    }
    return service;
  }

  private void put(
      Service service,
      String description,
      String composeFile,
      ServiceStatus status,
      List<Deployment> deployments) {
    services.put(
        service.composeId(),
        new Service(
            service.composeId(),
            service.name(),
            service.appName(),
            description,
            status,
            composeFile,
            service.server(),
            deployments));
  }
}
