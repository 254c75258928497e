package dev.dokployprovider.provider.machine.testing;

import dev.dokployprovider.dokploy.ApiKey;
import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DeploymentApi;
import dev.dokployprovider.dokploy.DockerApi;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.LogTail;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.dokploy.Permissions;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.ProjectApi;
import dev.dokployprovider.dokploy.QueuedJob;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.ServerApi;
import dev.dokployprovider.dokploy.ServerContainers;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceApi;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSsh;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.progress.Event;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.options.MachineId;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.ssh.OpenSsh;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Dokploy 0.30.2 in memory, with one project and one server. Something may be done before or
 * after a call, once: that is how the runs of others come in between.
 */
public final class MemoryDokploy implements Dokploy {
  private static final Map<String, String> OPTIONS =
      Map.of("DOKPLOY_SERVER_URL", "https://d.example.com", "DOKPLOY_API_TOKEN", "abc");
  private static final String PROJECT = "devpod-workspaces";

  private final Map<String, Service> services = new LinkedHashMap<>();
  private final Map<String, ContainerState> containers = new HashMap<>();
  private final Map<String, Deque<Runnable>> before = new HashMap<>();
  private final Map<String, Deque<Runnable>> after = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private List<ContainerDetails.Published> taken = List.of();
  private Deployment.Status outcome = Deployment.Status.DONE;
  private int made;
  private Optional<ApiKey> apiKey = Optional.empty();
  private Optional<Map<String, Long>> volumeSizes = Optional.empty();

  /** Does something at the beginning of the next call of that name. */
  public MemoryDokploy before(String call, Runnable work) {
    before.computeIfAbsent(call, name -> new ArrayDeque<>()).add(work);
    return this;
  }

  /** Does something when the next call of that name has had its effect. */
  public MemoryDokploy after(String call, Runnable work) {
    after.computeIfAbsent(call, name -> new ArrayDeque<>()).add(work);
    return this;
  }

  /** What it tells of the key; nothing, as from 0.29.9 on, where this is not called. */
  public MemoryDokploy tells(ApiKey key) {
    apiKey = Optional.of(key);
    return this;
  }

  /** The sizes of volumes in bytes, which it tells from 0.30 on. */
  public MemoryDokploy tells(Map<String, Long> sizes) {
    volumeSizes = Optional.of(sizes);
    return this;
  }

  /** The server's ports that other containers have. */
  public MemoryDokploy portsTaken(List<ContainerDetails.Published> ports) {
    taken = List.copyOf(ports);
    return this;
  }

  /** How deployments end from now on. */
  public MemoryDokploy deploymentsEnd(Deployment.Status status) {
    outcome = status;
    return this;
  }

  /** The names of the calls that came, in their order. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** What was reported to users, line by line. */
  public List<String> told() {
    return events.stream().map(Event::text).toList();
  }

  /** All services, oldest first. */
  public List<Service> allServices() {
    return List.copyOf(services.values());
  }

  /** The only service. */
  public Service onlyService() {
    if (services.size() != 1) {
      throw new AssertionError("services: " + services.keySet());
    }
    return allServices().getFirst();
  }

  /** Changes what Dokploy says of the only service's newest deployment. */
  public void newestDeploymentIs(Deployment.Status status) {
    var service = onlyService();
    var rest = service.deployments().subList(1, service.deployments().size());
    var all = new ArrayList<>(List.of(deployment(service.deployments().getFirst().id(), status)));
    all.addAll(rest);
    put(service, service.description(), service.composeFile(), statusAfter(status), all);
  }

  /** What Docker says of the only service's container; empty where it has none. */
  public void containerIs(Optional<ContainerState> state) {
    containers.remove(onlyService().appName());
    state.ifPresent(one -> containers.put(onlyService().appName(), one));
  }

  /** The context of the machine "web" as one of the user's folders has it. */
  public MachineContext context(Path folder, Path dataFolder, Time time) {
    return context(folder, dataFolder, time, Map.of());
  }

  /**
   * The same with options beside those that are required.
   *
   * @param more by their names
   */
  public MachineContext context(Path folder, Path dataFolder, Time time, Map<String, String> more) {
    var options = new HashMap<>(OPTIONS);
    options.putAll(more);
    var machine = new MachineFolder(folder);
    return new MachineContext(
        new MachineId("web"),
        machine,
        ProviderOptions.from(options),
        this,
        new MachineSsh(
            OpenSsh.find(System.getenv()).orElseThrow(),
            machine,
            () -> "root",
            List.of(),
            Duration.ofMinutes(1),
            Map.of()),
        dataFolder,
        events::add,
        time);
  }

  private void begun(String call) {
    calls.add(call);
    next(before, call);
  }

  private void ended(String call) {
    next(after, call);
  }

  private static void next(Map<String, Deque<Runnable>> hooks, String call) {
    var work = hooks.getOrDefault(call, new ArrayDeque<>()).poll();
    if (work != null) {
      work.run();
    }
  }

  private Service row(String composeId) {
    var service = services.get(composeId);
    if (service == null) {
      throw new AssertionError("no service " + composeId);
    }
    return service;
  }

  private Project project() {
    var names =
        services.values().stream()
            .map(one -> new Environment.ServiceName(one.composeId(), one.name()))
            .toList();
    var environment = new Environment("p1", "e1", "production", true, names);
    return new Project(
        "p1", PROJECT, "2020-01-01T00:00:00.000Z", names.isEmpty(), List.of(environment));
  }

  @Override
  public Version version() {
    return Version.NEWEST;
  }

  @Override
  public Permissions permissions() {
    return Permissions.ALL;
  }

  /** Where services are made. */
  public Environment environment() {
    return project().defaultEnvironment().orElseThrow();
  }

  @Override
  public ProjectApi projects() {
    return new Projects();
  }

  @Override
  public ServiceApi services() {
    return new Services();
  }

  @Override
  public DeploymentApi deployments() {
    return new Deployments();
  }

  @Override
  public DockerApi docker() {
    return new Docker();
  }

  @Override
  public ServerApi servers() {
    return new Servers();
  }

  private static Deployment deployment(String id, Deployment.Status status) {
    return new Deployment(id, "title", status, "/log", Optional.empty(), "");
  }

  private static ServiceStatus statusAfter(Deployment.Status status) {
    return switch (status) {
      case RUNNING -> ServiceStatus.RUNNING;
      case DONE -> ServiceStatus.DONE;
      case ERROR -> ServiceStatus.ERROR;
      case CANCELLED, UNKNOWN -> ServiceStatus.IDLE;
    };
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

  private final class Projects implements ProjectApi {
    @Override
    public List<Project> named(String name) {
      begun("projects");
      return name.equals(PROJECT) ? List.of(project()) : List.of();
    }

    @Override
    public Optional<Project> find(String id) {
      begun("project");
      return id.equals("p1") ? Optional.of(project()) : Optional.empty();
    }

    @Override
    public void remove(String id) {
      throw new AssertionError("no project may be removed");
    }

    @Override
    public Project create(String name) {
      throw new AssertionError("there is a project");
    }
  }

  private final class Services implements ServiceApi {
    @Override
    public Service create(Environment environment, NewService service) {
      begun("createService");
      made++;
      var row =
          new Service(
              "c" + made,
              service.name(),
              service.appName() + "-abc12" + made,
              service.description(),
              ServiceStatus.IDLE,
              "",
              Optional.empty(),
              List.of());
      services.put(row.composeId(), row);
      ended("createService");
      return row;
    }

    @Override
    public void update(String composeId, String composeFile, String description) {
      begun("updateService");
      var service = row(composeId);
      put(service, description, composeFile, service.status(), service.deployments());
      ended("updateService");
    }

    @Override
    public void setCommand(String composeId, String command) {
      throw new AssertionError("0.30.2 needs no other command");
    }

    @Override
    public Optional<Service> find(String composeId) {
      begun("service");
      return Optional.ofNullable(services.get(composeId));
    }

    @Override
    public void start(String composeId) {
      begun("start");
      if (containers.get(row(composeId).appName()) == ContainerState.PAUSED) {
        String said = "Error response from daemon: cannot start a paused container";
        throw new DokployException(new Failure.ServerError("compose.start", 500, said, said));
      }
      containers.replace(row(composeId).appName(), ContainerState.RUNNING);
    }

    @Override
    public void stop(String composeId) {
      begun("stop");
      containers.replace(row(composeId).appName(), ContainerState.EXITED);
    }

    @Override
    public void delete(String composeId) {
      begun("delete");
      var service = services.remove(composeId);
      if (service != null) {
        containers.remove(service.appName());
      }
      ended("delete");
    }

    @Override
    public boolean hasFiles(String composeId) {
      return true;
    }
  }

  private final class Deployments implements DeploymentApi {
    @Override
    public void deploy(String composeId, String title) {
      begun("deploy");
      var service = row(composeId);
      var all = new ArrayList<>(List.of(deployment("d" + calls.size(), outcome)));
      all.addAll(service.deployments());
      put(service, service.description(), service.composeFile(), statusAfter(outcome), all);
      if (outcome == Deployment.Status.DONE) {
        containers.put(service.appName(), ContainerState.RUNNING);
      }
      ended("deploy");
    }

    @Override
    public Optional<List<QueuedJob>> queue() {
      begun("queue");
      return Optional.of(
          services.values().stream()
              .filter(one -> one.status() == ServiceStatus.RUNNING)
              .map(one ->
                  new QueuedJob(Optional.of(one.composeId()), Optional.empty(), "title", true))
              .toList());
    }

    @Override
    public List<String> running() {
      return List.of();
    }

    @Override
    public String log(Deployment deployment, Optional<String> serverId, int lines) {
      begun("deploymentLog");
      return "step one\nERROR: no such image\n";
    }

    @Override
    public LogTail follow(Deployment deployment, Optional<String> serverId) {
      return LogTail.NOTHING;
    }

    @Override
    public LogTail stream(Deployment deployment, Optional<String> serverId) {
      return LogTail.NOTHING;
    }

    @Override
    public void cancelWaiting(String composeId) {
      begun("cleanQueue");
    }
  }

  private final class Docker implements DockerApi {
    @Override
    public LogTail log(String containerId, Optional<String> serverId, int lines) {
      return LogTail.NOTHING;
    }

    @Override
    public List<Container> containers(String appName, Optional<String> serverId) {
      begun("containers");
      var state = containers.get(appName);
      return state == null
          ? List.of()
          : List.of(new Container("0a0b0c0d0e0f", appName + "-machine-1", state));
    }

    @Override
    public List<Container> containersNamed(String prefix, Optional<String> serverId) {
      return List.of();
    }

    @Override
    public ServerContainers onServer(Optional<String> serverId) {
      return new ServerContainers(List.of(), taken);
    }

    /** Its port is one at which no program listens. */
    @Override
    public Optional<ContainerDetails> container(String containerId, Optional<String> serverId) {
      begun("container");
      return containers.values().stream()
          .findFirst()
          .map(
              state -> new ContainerDetails(state, 0, "", Map.of(), Map.of(), Map.of(), List.of()));
    }

    @Override
    public boolean removeContainer(String containerId, Optional<String> serverId) {
      return false;
    }

    @Override
    public Optional<Map<String, Long>> volumeSizes(Optional<String> serverId) {
      return volumeSizes;
    }

    @Override
    public boolean removeVolume(String name, Optional<String> serverId) {
      return false;
    }

    @Override
    public boolean removeImage(String name, String tag, Optional<String> serverId) {
      return true;
    }
  }

  private final class Servers implements ServerApi {
    @Override
    public Optional<String> instanceAddress() {
      return Optional.empty();
    }

    @Override
    public List<Server> all() {
      return List.of();
    }

    @Override
    public List<Optional<String>> ofServices(String projectId) {
      return List.of();
    }

    @Override
    public Optional<String> troubleOf(String serverId) {
      return Optional.empty();
    }

    @Override
    public Optional<ApiKey> key() {
      return apiKey;
    }

    @Override
    public Optional<String> role() {
      return Optional.of("owner");
    }

    @Override
    public Optional<Boolean> cleansNightly(Optional<String> serverId) {
      return Optional.of(false);
    }
  }
}
