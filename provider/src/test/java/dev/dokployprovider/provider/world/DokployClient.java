package dev.dokployprovider.provider.world;

import dev.dokployprovider.dokploy.ApiKey;
import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DeploymentApi;
import dev.dokployprovider.dokploy.DockerApi;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.Environment;
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
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.world.Wire.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One process's client of a {@link MemoryServer}. */
final class DokployClient implements Dokploy {
  private final MemoryServer server;
  private final Life life;
  private final Wire wire;

  DokployClient(MemoryServer server, Life life, Wire wire) {
    this.server = server;
    this.life = life;
    this.wire = wire;
  }

  private <T> T read(Call<? extends T> call, Supplier<T> answer, Function<Dokploy, T> asked) {
    return carried(call, Kind.READ, answer, asked);
  }

  private <T> T write(Call<? extends T> call, Supplier<T> effect, Function<Dokploy, T> asked) {
    return carried(call, Kind.WRITE, effect, asked);
  }

  private void change(Call<Void> call, Runnable effect, Consumer<Dokploy> asked) {
    carried(
        call,
        Kind.WRITE,
        () -> {
          effect.run();
          return true;
        },
        real -> {
          asked.accept(real);
          return true;
        });
  }

  private <T> T carried(Call<?> call, Kind kind, Supplier<T> effect, Function<Dokploy, T> asked) {
    life.step(call.name());
    Supplier<T> atTheServer =
        () -> {
          server.goOn();
          return effect.get();
        };
    return wire.carry(new Wire.RequestedOptions<>(call, kind, atTheServer, asked), server);
  }

  private static Container container(MemoryDocker.Machine machine) {
    return new Container(machine.id(), machine.app() + "-machine-1", machine.state());
  }

  @Override
  public Version version() {
    return wire.version(server::version);
  }

  @Override
  public Permissions permissions() {
    return read(Call.PERMISSIONS, () -> Permissions.ALL, Dokploy::permissions);
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

  private final class Projects implements ProjectApi {
    @Override
    public List<Project> named(String name) {
      return read(
          Call.PROJECTS_NAMED,
          () -> server.projects().stream().filter(one -> one.name().equals(name)).toList(),
          real -> real.projects().named(name));
    }

    @Override
    public Optional<Project> find(String id) {
      return read(Call.FIND_PROJECT, () -> server.project(id), real -> real.projects().find(id));
    }

    @Override
    public void remove(String id) {
      change(
          Call.REMOVE_PROJECT, () -> server.removeProject(id), real -> real.projects().remove(id));
    }

    @Override
    public Project create(String name) {
      return write(
          Call.CREATE_PROJECT,
          () -> server.createProject(name),
          real -> real.projects().create(name));
    }
  }

  private final class Services implements ServiceApi {
    @Override
    public Service create(Environment environment, NewService service) {
      return write(
          Call.CREATE_SERVICE,
          () -> server.createService(environment, service),
          real -> real.services().create(environment, service));
    }

    @Override
    public void update(String composeId, String composeFile, String description) {
      change(
          Call.UPDATE_SERVICE,
          () -> server.updateService(composeId, composeFile, description),
          real -> real.services().update(composeId, composeFile, description));
    }

    @Override
    public void setCommand(String composeId, String command) {
      change(
          Call.SET_COMMAND,
          () -> server.setCommand(composeId, command),
          real -> real.services().setCommand(composeId, command));
    }

    @Override
    public Optional<Service> find(String composeId) {
      return read(
          Call.FIND_SERVICE,
          () -> server.service(composeId),
          real -> real.services().find(composeId));
    }

    @Override
    public void start(String composeId) {
      change(
          Call.START_SERVICE,
          () -> server.start(composeId),
          real -> real.services().start(composeId));
    }

    @Override
    public void stop(String composeId) {
      change(
          Call.STOP_SERVICE, () -> server.stop(composeId), real -> real.services().stop(composeId));
    }

    @Override
    public void delete(String composeId) {
      change(
          Call.DELETE_SERVICE,
          () -> server.delete(composeId),
          real -> real.services().delete(composeId));
    }

    @Override
    public boolean hasFiles(String composeId) {
      return read(
          Call.HAS_FILES,
          () -> server.service(composeId).isPresent(),
          real -> real.services().hasFiles(composeId));
    }
  }

  private final class Deployments implements DeploymentApi {
    private static final int LINES = 1000;

    @Override
    public void deploy(String composeId, String title) {
      change(
          Call.DEPLOY,
          () -> server.deploy(composeId, title),
          real -> real.deployments().deploy(composeId, title));
    }

    @Override
    public Optional<List<QueuedJob>> queue() {
      return read(Call.QUEUE, () -> server.queue(), real -> real.deployments().queue());
    }

    @Override
    public List<String> running() {
      return read(
          Call.DEPLOYMENTS_RUNNING,
          () ->
              server.services().stream()
                  .filter(one -> one.status() == ServiceStatus.RUNNING)
                  .map(Service::name)
                  .toList(),
          real -> real.deployments().running());
    }

    @Override
    public String log(Deployment deployment, Optional<String> serverId, int lines) {
      return read(
          Call.DEPLOYMENT_LOG,
          () -> server.log(deployment.id()),
          real -> real.deployments().log(deployment, serverId, lines));
    }

    @Override
    public LogTail follow(Deployment deployment, Optional<String> serverId) {
      return server.logs().read(() -> log(deployment, serverId, LINES));
    }

    /** No call: a websocket has brought it already. */
    @Override
    public LogTail stream(Deployment deployment, Optional<String> serverId) {
      return server.logs().stream(() -> {
        server.goOn();
        return server.logs().text(deployment.id());
      });
    }

    @Override
    public void cancelWaiting(String composeId) {
      change(
          Call.CANCEL_WAITING,
          () -> server.cleanQueue(composeId),
          real -> real.deployments().cancelWaiting(composeId));
    }
  }

  private final class Docker implements DockerApi {
    @Override
    public LogTail log(String containerId, Optional<String> serverId, int lines) {
      return LogTail.NOTHING;
    }

    @Override
    public List<Container> containers(String appName, Optional<String> serverId) {
      return read(
          Call.CONTAINERS,
          () ->
              server.docker().list().stream()
                  .filter(one -> one.app().equals(appName))
                  .map(DokployClient::container)
                  .toList(),
          real -> real.docker().containers(appName, serverId));
    }

    @Override
    public List<Container> containersNamed(String prefix, Optional<String> serverId) {
      return read(
          Call.CONTAINERS_NAMED,
          () ->
              server.docker().list().stream()
                  .map(DokployClient::container)
                  .filter(one -> one.name().startsWith(prefix))
                  .toList(),
          real -> real.docker().containersNamed(prefix, serverId));
    }

    @Override
    public ServerContainers onServer(Optional<String> serverId) {
      return read(
          Call.ON_SERVER,
          () ->
              new ServerContainers(
                  server.docker().list().stream().map(DokployClient::container).toList(),
                  server.docker().ports()),
          real -> real.docker().onServer(serverId));
    }

    @Override
    public Optional<ContainerDetails> container(String containerId, Optional<String> serverId) {
      return read(
          Call.CONTAINER,
          () -> server.docker().ofId(containerId).map(server.docker()::details),
          real -> real.docker().container(containerId, serverId));
    }

    @Override
    public boolean removeContainer(String containerId, Optional<String> serverId) {
      return write(
          Call.REMOVE_CONTAINER,
          () -> server.removeContainer(containerId),
          real -> real.docker().removeContainer(containerId, serverId));
    }

    @Override
    public Optional<Map<String, Long>> volumeSizes(Optional<String> serverId) {
      return read(
          Call.VOLUME_SIZES, server::volumeSizes, real -> real.docker().volumeSizes(serverId));
    }

    @Override
    public boolean removeVolume(String name, Optional<String> serverId) {
      return write(
          Call.REMOVE_VOLUME,
          () -> server.removeVolume(name),
          real -> real.docker().removeVolume(name, serverId));
    }

    @Override
    public boolean removeImage(String name, String tag, Optional<String> serverId) {
      return write(
          Call.REMOVE_IMAGE,
          () -> server.removeImage(name),
          real -> real.docker().removeImage(name, tag, serverId));
    }
  }

  private final class Servers implements ServerApi {
    @Override
    public Optional<String> instanceAddress() {
      return read(
          Call.INSTANCE_ADDRESS,
          () -> Optional.of("203.0.113.7"),
          real -> real.servers().instanceAddress());
    }

    @Override
    public List<Server> all() {
      return read(Call.SERVERS, server::servers, real -> real.servers().all());
    }

    @Override
    public List<Optional<String>> ofServices(String projectId) {
      return read(
          Call.SERVERS_OF_SERVICES, () -> List.of(), real -> real.servers().ofServices(projectId));
    }

    @Override
    public Optional<String> troubleOf(String serverId) {
      return read(
          Call.TROUBLE_OF_SERVER,
          () -> Optional.empty(),
          real -> real.servers().troubleOf(serverId));
    }

    @Override
    public Optional<ApiKey> key() {
      return Optional.empty();
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
