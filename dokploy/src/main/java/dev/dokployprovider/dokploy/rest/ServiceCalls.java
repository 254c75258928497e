package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceApi;
import dev.dokployprovider.dokploy.json.Json;
import java.util.Optional;

/** The calls about a compose service itself. */
final class ServiceCalls implements ServiceApi {
  private final Caller caller;
  private final Requests requests;

  ServiceCalls(Caller caller, Requests requests) {
    this.caller = caller;
    this.requests = requests;
  }

  @Override
  public Service create(Environment environment, NewService service) {
    return caller.call(requests.createService(environment, service), Answers::service);
  }

  /**
   * A missing service is answered 404, since 0.28 an empty 200 (docs/reference/dokploy.md §6.2).
   */
  @Override
  public void update(String composeId, String composeFile, String description) {
    var request = requests.updateService(composeId, composeFile, description);
    if (caller.call(request, Json::isNull)) {
      throw new DokployException(new Failure.NotFound(request.procedure(), "Compose not found"));
    }
  }

  @Override
  public void setCommand(String composeId, String command) {
    caller.call(requests.setCommand(composeId, command));
  }

  @Override
  public Optional<Service> find(String composeId) {
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
  public void start(String composeId) {
    caller.call(requests.start(composeId));
  }

  @Override
  public void stop(String composeId) {
    caller.call(requests.stop(composeId));
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
}
