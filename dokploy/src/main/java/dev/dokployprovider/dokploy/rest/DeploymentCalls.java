package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DeploymentApi;
import dev.dokployprovider.dokploy.LogTail;
import dev.dokployprovider.dokploy.QueuedJob;
import java.util.List;
import java.util.Optional;

/** The calls about deployments, their queue and their logs. */
final class DeploymentCalls implements DeploymentApi {
  private final Caller caller;
  private final Requests requests;
  private final LogSocket logSocket;

  DeploymentCalls(Caller caller, Requests requests, LogSocket logSocket) {
    this.caller = caller;
    this.requests = requests;
    this.logSocket = logSocket;
  }

  @Override
  public void deploy(String composeId, String title) {
    caller.call(requests.deploy(composeId, title));
  }

  @Override
  public Optional<List<QueuedJob>> queue() {
    return requests.queue().map(request -> caller.call(request, Answers::queue));
  }

  @Override
  public List<String> running() {
    return caller.call(requests.projects(), Answers::deploying);
  }

  @Override
  public String log(Deployment deployment, Optional<String> serverId, int lines) {
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
  public LogTail stream(Deployment deployment, Optional<String> serverId) {
    return deployment.logPath().isEmpty()
        ? LogTail.NOTHING
        : logSocket.follow(deployment.logPath(), serverId);
  }

  @Override
  public void cancelWaiting(String composeId) {
    caller.call(requests.cleanQueue(composeId));
  }
}
