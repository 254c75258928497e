package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.ApiKey;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Permissions;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.ServerApi;
import java.util.List;
import java.util.Optional;

/** The calls about the instance and its remote servers. */
final class ServerCalls implements ServerApi {
  private final Caller caller;
  private final Requests requests;

  ServerCalls(Caller caller, Requests requests) {
    this.caller = caller;
    this.requests = requests;
  }

  @Override
  public Optional<String> instanceAddress() {
    return caller.call(requests.instanceAddress(), Answers::instanceAddress);
  }

  Permissions permissions() {
    try {
      return caller.call(
          requests.permissions(),
          requests.tellsPermissions()
              ? PermissionAnswers::permissions
              : PermissionAnswers::ofMembership);
    } catch (DokployException failed) {
      return switch (failed.failure()) {
        case Failure.Unsupported untold -> Permissions.ALL;
        case Failure.NotAllowed untold -> Permissions.ALL;
        case Failure.NotFound untold -> Permissions.ALL;
        case Failure.Rejected untold -> Permissions.ALL;
        default -> throw failed;
      };
    }
  }

  @Override
  public List<Server> all() {
    return caller.call(requests.servers(), Answers::servers);
  }

  @Override
  public List<Optional<String>> ofServices(String projectId) {
    return caller.call(requests.project(projectId), Answers::serversOfServices);
  }

  /**
   * Every error of it is a 400: with ssh's words, or those of a server that is gone. One about the
   * text that the server printed proves that it answers.
   */
  @Override
  public Optional<String> troubleOf(String serverId) {
    try {
      caller.call(requests.validateServer(serverId));
      return Optional.empty();
    } catch (DokployException failed) {
      if (failed.failure() instanceof Failure.Rejected rejected && rejected.status() == 400) {
        if (rejected.message().equals("Server not found")) {
          throw new DokployException(
              new Failure.NotFound(rejected.call(), rejected.message()), failed);
        }
        return Optional.of(rejected.message())
            .filter(message -> !message.startsWith("Failed to parse output"));
      }
      throw failed;
    }
  }

  @Override
  public Optional<ApiKey> key() {
    return caller.call(requests.owner(), answer -> KeyAnswers.called(answer, caller.key()));
  }

  @Override
  public Optional<String> role() {
    return caller.call(
        requests.owner(), answer -> answer.get("role").text().filter(role -> !role.isBlank()));
  }

  @Override
  public Optional<Boolean> cleansNightly(Optional<String> serverId) {
    try {
      if (serverId.isPresent()) {
        return caller.call(requests.server(serverId.get()), Answers::cleansNightly);
      }
      return caller.call(
          requests.instanceSettings(),
          requests.hasInstanceSettings() ? Answers::cleansNightly : Answers::ownersCleanup);
    } catch (DokployException failed) {
      if (failed.failure() instanceof Failure.NotAllowed) {
        return Optional.empty();
      }
      throw failed;
    }
  }
}
