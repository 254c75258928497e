package dev.dokployprovider.provider.world;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.LogTail;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.dokploy.Permissions;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.QueuedJob;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.world.Wire.Kind;
import java.util.List;
import java.util.Optional;
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

  private <T> T read(String name, Supplier<T> answer) {
    return call(name, Kind.READ, answer);
  }

  private void write(String name, Runnable effect) {
    answered(
        name,
        () -> {
          effect.run();
          return true;
        });
  }

  private <T> T answered(String name, Supplier<T> effect) {
    return call(name, Kind.WRITE, effect);
  }

  private <T> T call(String name, Kind kind, Supplier<T> effect) {
    life.step(name);
    return wire.carry(
        name,
        kind,
        () -> {
          server.goOn();
          return effect.get();
        });
  }

  private static Container container(MemoryDocker.Machine machine) {
    return new Container(machine.id(), machine.app() + "-machine-1", machine.state());
  }

  private boolean removed(String containerId) {
    if (!server.version().isAtLeast(0, 29, 0)) {
      return false;
    }
    server.docker().ofId(containerId).ifPresent(one -> server.docker().removeContainer(one.app()));
    return true;
  }

  private boolean imageRemoved(String name) {
    if (!server.version().isAtLeast(0, 30, 0)) {
      return false;
    }
    if (!server.docker().removeImage(name)) {
      String said = "Error response from daemon: No such image: " + name;
      throw new DokployException(new Failure.ServerError("docker.removeImage", 500, said, said));
    }
    return true;
  }

  @Override
  public Version version() {
    return server.version();
  }

  @Override
  public LogTail follow(Deployment deployment, Optional<String> serverId) {
    return LogTail.NOTHING;
  }

  @Override
  public Permissions permissions() {
    return read("permissions", () -> Permissions.ALL);
  }

  @Override
  public List<Project> projects() {
    return read("projects", () -> server.projects());
  }

  @Override
  public List<Project> projects(String name) {
    return read("projects", () -> server.projects().stream().filter(one -> one.name().equals(name)).toList());
  }

  @Override
  public Optional<Project> project(String id) {
    return read("project", () -> server.project(id));
  }

  @Override
  public Optional<Service> service(String composeId) {
    return read("service", () -> server.service(composeId));
  }

  @Override
  public List<Deployment> deployments(String composeId) {
    return read("deployments", () -> server.service(composeId).map(Service::deployments).orElse(List.of()));
  }

  @Override
  public Optional<List<QueuedJob>> queue() {
    return read("queue", () -> server.queue());
  }

  @Override
  public List<String> deploying() {
    return read("deploying", () -> List.of());
  }

  @Override
  public String deploymentLog(Deployment deployment, Optional<String> serverId, int lines) {
    return read("deploymentLog", () -> "ERROR: failed to solve: no such image\n");
  }

  @Override
  public List<Container> containers(String appName, Optional<String> serverId) {
    return read("containers", () -> server.docker().ofApp(appName).stream().map(DokployClient::container).toList());
  }

  @Override
  public List<Container> containersNamed(String prefix, Optional<String> serverId) {
    return read("containersNamed", () -> server.docker().all().map(DokployClient::container).toList());
  }

  @Override
  public Optional<ContainerDetails> container(String containerId, Optional<String> serverId) {
    return read("container", () -> server.docker().ofId(containerId).map(server.docker()::details));
  }

  @Override
  public Optional<String> instanceAddress() {
    return read("instanceAddress", () -> Optional.of("203.0.113.7"));
  }

  @Override
  public List<Server> servers() {
    return read("servers", () -> List.of());
  }

  @Override
  public List<Optional<String>> serversOfServices(String projectId) {
    return read("serversOfServices", () -> List.of());
  }

  @Override
  public Optional<String> troubleOf(String serverId) {
    return read("troubleOf", () -> Optional.empty());
  }

  @Override
  public boolean hasFiles(String composeId) {
    return read("hasFiles", () -> true);
  }

  @Override
  public void removeProject(String id) {
    write("removeProject", () -> server.removeProject(id));
  }

  @Override
  public Project createProject(String name) {
    return answered("createProject", () -> server.createProject(name));
  }

  @Override
  public Service createService(Environment environment, NewService service) {
    return answered("createService", () -> server.createService(environment, service));
  }

  @Override
  public void updateService(String composeId, String composeFile, String description) {
    write("updateService", () -> server.updateService(composeId, composeFile, description));
  }

  @Override
  public void setCommand(String composeId, String command) {
    write("setCommand", () -> server.setCommand(composeId, command));
  }

  @Override
  public void deploy(String composeId, String title) {
    write("deploy", () -> server.deploy(composeId, title));
  }

  @Override
  public void start(String composeId) {
    write("start", () -> server.start(composeId));
  }

  @Override
  public void stop(String composeId) {
    write("stop", () -> server.stop(composeId));
  }

  @Override
  public void cleanQueue(String composeId) {
    write("cleanQueue", () -> server.cleanQueue(composeId));
  }

  @Override
  public void delete(String composeId) {
    write("delete", () -> server.delete(composeId));
  }

  @Override
  public boolean removeContainer(String containerId, Optional<String> serverId) {
    return answered("removeContainer", () -> removed(containerId));
  }

  @Override
  public boolean removeVolume(String name, Optional<String> serverId) {
    return answered("removeVolume", () -> false);
  }

  @Override
  public boolean removeImage(String name, String tag, Optional<String> serverId) {
    return answered("removeImage", () -> imageRemoved(name));
  }
}
