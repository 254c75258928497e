package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.DockerApi;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.LogTail;
import dev.dokployprovider.dokploy.ServerContainers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls about what Docker has. */
final class DockerCalls implements DockerApi {
  private final Caller caller;
  private final Requests requests;

  private final LogSocket logSocket;

  DockerCalls(Caller caller, Requests requests, LogSocket logSocket) {
    this.caller = caller;
    this.requests = requests;
    this.logSocket = logSocket;
  }

  @Override
  public LogTail log(String containerId, Optional<String> serverId, int lines) {
    return logSocket.container(containerId, serverId, lines);
  }

  @Override
  public List<Container> containers(String appName, Optional<String> serverId) {
    return caller.call(requests.containers(appName, serverId), DockerAnswers::containers);
  }

  @Override
  public List<Container> containersNamed(String prefix, Optional<String> serverId) {
    return caller.call(requests.containersNamed(prefix, serverId), DockerAnswers::containers);
  }

  @Override
  public ServerContainers onServer(Optional<String> serverId) {
    return caller.call(requests.allContainers(serverId), DockerAnswers::onServer);
  }

  @Override
  public Optional<Map<String, Long>> volumeSizes(Optional<String> serverId) {
    return requests
        .volumeSizes(serverId)
        .map(request -> caller.call(request, DockerAnswers::volumeSizes))
        .filter(sizes -> !sizes.isEmpty());
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
