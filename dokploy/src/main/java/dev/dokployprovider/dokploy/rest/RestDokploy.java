package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.LogTail;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.dokploy.Permissions;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.QueuedJob;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.dokploy.http.UrlConnectionHttp;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Dokploy over its REST API. */
public final class RestDokploy implements Dokploy {
  private final Caller caller;
  private final ProjectCalls projectCalls;
  private final ServiceCalls serviceCalls;
  private final DeploymentCalls deploymentCalls;
  private final DockerCalls dockerCalls;
  private final ServerCalls serverCalls;
  private final Consumer<Version> notice;
  private Optional<Version> version;

  RestDokploy(Caller caller, LogSocket logSocket, Optional<Version> version) {
    this(caller, logSocket, version, newer -> {});
  }

  private RestDokploy(
      Caller caller, LogSocket logSocket, Optional<Version> version, Consumer<Version> notice) {
    this.caller = caller;
    this.version = version;
    this.notice = notice;
    var requests = new Requests(this::version);
    this.projectCalls = new ProjectCalls(caller, requests);
    this.serviceCalls = new ServiceCalls(caller, requests);
    this.deploymentCalls = new DeploymentCalls(caller, requests, logSocket);
    this.dockerCalls = new DockerCalls(caller, requests);
    this.serverCalls = new ServerCalls(caller, requests);
  }

  /**
   * A Dokploy that is not asked anything yet.
   *
   * @param known the server's release, where the caller remembers it from {@link #version}; empty
   *     to ask once, when a call first depends on it. After an update of the server it is a little
   *     too old, which works as long as Dokploy keeps its older calls
   * @param notice gets the release, once, if it is newer than the newest that this client knows; it
   *     is treated like that one
   */
  public static Dokploy connect(
      Connection connection, Optional<Version> known, Consumer<Version> notice) {
    var caller = new Caller(new UrlConnectionHttp(connection), Backoff.system(), connection);
    return new RestDokploy(caller, LogSocket.over(connection), known, notice);
  }

  @Override
  public synchronized Version version() {
    if (version.isEmpty()) {
      version = Optional.of(caller.call(Requests.version(), Answers::version));
      version.filter(asked -> asked.compareTo(Version.NEWEST) > 0).ifPresent(notice);
    }
    return version.get();
  }

  @Override
  public Permissions permissions() {
    return serverCalls.permissions();
  }

  @Override
  public List<Project> projects() {
    return projectCalls.all();
  }

  @Override
  public List<Project> projects(String name) {
    return projectCalls.named(name);
  }

  @Override
  public Optional<Project> project(String id) {
    return projectCalls.one(id);
  }

  @Override
  public void removeProject(String id) {
    projectCalls.remove(id);
  }

  @Override
  public Project createProject(String name) {
    return projectCalls.create(name);
  }

  @Override
  public Service createService(Environment environment, NewService service) {
    return serviceCalls.createService(environment, service);
  }

  @Override
  public void updateService(String composeId, String composeFile, String description) {
    serviceCalls.updateService(composeId, composeFile, description);
  }

  @Override
  public void setCommand(String composeId, String command) {
    serviceCalls.setCommand(composeId, command);
  }

  @Override
  public Optional<Service> service(String composeId) {
    return serviceCalls.service(composeId);
  }

  @Override
  public void deploy(String composeId, String title) {
    deploymentCalls.deploy(composeId, title);
  }

  @Override
  public List<Deployment> deployments(String composeId) {
    return deploymentCalls.deployments(composeId);
  }

  @Override
  public Optional<List<QueuedJob>> queue() {
    return deploymentCalls.queue();
  }

  @Override
  public List<String> deploying() {
    return deploymentCalls.deploying();
  }

  @Override
  public String deploymentLog(Deployment deployment, Optional<String> serverId, int lines) {
    return deploymentCalls.deploymentLog(deployment, serverId, lines);
  }

  @Override
  public LogTail follow(Deployment deployment, Optional<String> serverId) {
    return deploymentCalls.follow(deployment, serverId);
  }

  @Override
  public void start(String composeId) {
    serviceCalls.start(composeId);
  }

  @Override
  public void stop(String composeId) {
    serviceCalls.stop(composeId);
  }

  @Override
  public void cleanQueue(String composeId) {
    deploymentCalls.cleanQueue(composeId);
  }

  @Override
  public void delete(String composeId) {
    serviceCalls.delete(composeId);
  }

  @Override
  public List<Container> containers(String appName, Optional<String> serverId) {
    return dockerCalls.containers(appName, serverId);
  }

  @Override
  public List<Container> containersNamed(String prefix, Optional<String> serverId) {
    return dockerCalls.containersNamed(prefix, serverId);
  }

  @Override
  public Optional<ContainerDetails> container(String containerId, Optional<String> serverId) {
    return dockerCalls.container(containerId, serverId);
  }

  @Override
  public Optional<String> instanceAddress() {
    return serverCalls.instanceAddress();
  }

  @Override
  public List<Server> servers() {
    return serverCalls.servers();
  }

  @Override
  public List<Optional<String>> serversOfServices(String projectId) {
    return serverCalls.serversOfServices(projectId);
  }

  @Override
  public Optional<String> troubleOf(String serverId) {
    return serverCalls.troubleOf(serverId);
  }

  @Override
  public boolean hasFiles(String composeId) {
    return serviceCalls.hasFiles(composeId);
  }

  @Override
  public boolean removeContainer(String containerId, Optional<String> serverId) {
    return dockerCalls.removeContainer(containerId, serverId);
  }

  @Override
  public boolean removeVolume(String name, Optional<String> serverId) {
    return dockerCalls.removeVolume(name, serverId);
  }

  @Override
  public boolean removeImage(String name, String tag, Optional<String> serverId) {
    return dockerCalls.removeImage(name, tag, serverId);
  }
}
