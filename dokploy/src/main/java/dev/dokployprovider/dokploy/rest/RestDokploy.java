package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.LogTail;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.QueuedJob;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.dokploy.http.UrlConnectionHttp;
import dev.dokployprovider.dokploy.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Dokploy over its REST API. */
public final class RestDokploy implements Dokploy {
  private final Caller caller;
  private final Requests requests;
  private final LogSocket logSocket;
  private final ProjectCalls projectCalls;
  private final Consumer<Version> notice;
  private Optional<Version> version;

  RestDokploy(Caller caller, LogSocket logSocket, Optional<Version> version) {
    this(caller, logSocket, version, newer -> {});
  }

  private RestDokploy(
      Caller caller, LogSocket logSocket, Optional<Version> version, Consumer<Version> notice) {
    this.caller = caller;
    this.logSocket = logSocket;
    this.version = version;
    this.notice = notice;
    this.requests = new Requests(this::version);
    this.projectCalls = new ProjectCalls(caller, requests);
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
    caller.call(requests.removeProject(id));
  }

  @Override
  public Project createProject(String name) {
    return projectCalls.create(name);
  }

  @Override
  public Service createService(Environment environment, NewService service) {
    return caller.call(requests.createService(environment, service), Answers::service);
  }

  /** A missing service is answered 404, since 0.28 an empty 200 (dokploy-observed.md). */
  @Override
  public void updateService(String composeId, String composeFile, String description) {
    var request = requests.updateService(composeId, composeFile, description);
    if (caller.call(request, Json::isNull)) {
      throw new DokployException(new Failure.NotFound(request.procedure(), "Compose not found"));
    }
  }

  @Override
  public Optional<Service> service(String composeId) {
    try {
      return Optional.of(caller.call(requests.service(composeId), Answers::service));
    } catch (DokployException failed) {
      if (failed.failure() instanceof Failure.NotFound) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  @Override
  public void deploy(String composeId, String title) {
    caller.call(requests.deploy(composeId, title));
  }

  @Override
  public List<Deployment> deployments(String composeId) {
    return caller.call(requests.deployments(composeId), Answers::deployments);
  }

  @Override
  public Optional<List<QueuedJob>> queue() {
    return requests.queue().map(request -> caller.call(request, Answers::queue));
  }

  @Override
  public List<String> deploying() {
    return caller.call(requests.projects(), Answers::deploying);
  }

  @Override
  public String deploymentLog(Deployment deployment, Optional<String> serverId, int lines) {
    if (deployment.logPath().isEmpty()) {
      return "";
    }
    var request = requests.deploymentLog(deployment.id(), lines);
    if (request.isPresent()) {
      return caller.call(request.get(), Answers::log);
    }
    var log = logSocket.read(deployment.logPath(), serverId, lines);
    if (log.isEmpty()) {
      // The socket tells a bad key from a lost log by nothing; this read fails with a bad key.
      caller.call(Requests.version());
    }
    return log.orElse("");
  }

  @Override
  public LogTail follow(Deployment deployment, Optional<String> serverId) {
    if (deployment.logPath().isEmpty()) {
      return LogTail.NOTHING;
    }
    return requests
        .deploymentLog(deployment.id(), PolledTail.LINES)
        .<LogTail>map(request -> new PolledTail(() -> caller.call(request, Answers::log)))
        .orElseGet(() -> logSocket.follow(deployment.logPath(), serverId));
  }

  @Override
  public void start(String composeId) {
    caller.call(requests.start(composeId));
  }

  @Override
  public void stop(String composeId) {
    caller.call(requests.stop(composeId));
  }

  @Override
  public void cleanQueue(String composeId) {
    caller.call(requests.cleanQueue(composeId));
  }

  @Override
  public void delete(String composeId) {
    try {
      caller.call(requests.delete(composeId));
    } catch (DokployException failed) {
      if (!(failed.failure() instanceof Failure.NotFound)) {
        throw failed;
      }
    }
  }

  @Override
  public List<Container> containers(String appName, Optional<String> serverId) {
    return caller.call(requests.containers(appName, serverId), DockerAnswers::containers);
  }

  @Override
  public List<Container> containersNamed(String prefix, Optional<String> serverId) {
    return caller.call(requests.containersNamed(prefix, serverId), DockerAnswers::containers);
  }

  /**
   * An id that Docker cannot have is answered 200 and empty by 0.22.7, and 400 since 0.23.7; both
   * say that there is no such container.
   */
  @Override
  public Optional<ContainerDetails> container(String containerId, Optional<String> serverId) {
    try {
      return caller.call(requests.container(containerId, serverId), DockerAnswers::details);
    } catch (DokployException failed) {
      if (failed.failure() instanceof Failure.Rejected rejected
          && rejected.issues().stream().anyMatch(issue -> issue.startsWith("containerId:"))) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  @Override
  public Optional<String> instanceAddress() {
    return caller.call(requests.instanceAddress(), Answers::instanceAddress);
  }

  @Override
  public List<Server> servers() {
    return caller.call(requests.servers(), Answers::servers);
  }

  @Override
  public List<Optional<String>> serversOfServices(String projectId) {
    return caller.call(requests.project(projectId), Answers::serversOfServices);
  }

  /**
   * Every error of it is a 400 with ssh's words. One about the text that the server printed proves
   * that it answers.
   */
  @Override
  public Optional<String> troubleOf(String serverId) {
    try {
      caller.call(requests.validateServer(serverId));
      return Optional.empty();
    } catch (DokployException failed) {
      if (failed.failure() instanceof Failure.Rejected rejected && rejected.status() == 400) {
        return Optional.of(rejected.message())
            .filter(message -> !message.startsWith("Failed to parse output"));
      }
      throw failed;
    }
  }

  @Override
  public boolean hasFiles(String composeId) {
    try {
      caller.call(requests.filesOf(composeId));
      return true;
    } catch (DokployException failed) {
      if (failed.failure() instanceof Failure.NotFound) {
        return false;
      }
      throw failed;
    }
  }

  @Override
  public boolean removeContainer(String containerId, Optional<String> serverId) {
    return callIfKnown(requests.removeContainer(containerId, serverId));
  }

  @Override
  public boolean removeVolume(String name, Optional<String> serverId) {
    return callIfKnown(requests.removeVolume(name, serverId));
  }

  @Override
  public boolean removeImage(String name, String tag, Optional<String> serverId) {
    return callIfKnown(requests.removeImage(name, tag, serverId));
  }

  private boolean callIfKnown(Optional<Request> request) {
    request.ifPresent(caller::call);
    return request.isPresent();
  }
}
