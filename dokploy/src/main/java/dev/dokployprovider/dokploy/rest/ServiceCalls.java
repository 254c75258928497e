package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.json.Json;
import java.util.Optional;

/** The calls about a compose service itself. */
final class ServiceCalls {
  private final Caller caller;
  private final Requests requests;

  ServiceCalls(Caller caller, Requests requests) {
    this.caller = caller;
    this.requests = requests;
  }

  Service createService(Environment environment, NewService service) {
    return caller.call(requests.createService(environment, service), Answers::service);
  }

  /**
   * A missing service is answered 404, since 0.28 an empty 200 (docs/reference/dokploy.md §6.2).
   */
  void updateService(String composeId, String composeFile, String description) {
    var request = requests.updateService(composeId, composeFile, description);
    if (caller.call(request, Json::isNull)) {
      throw new DokployException(new Failure.NotFound(request.procedure(), "Compose not found"));
    }
  }

  void setCommand(String composeId, String command) {
    caller.call(requests.setCommand(composeId, command));
  }

  Optional<Service> service(String composeId) {
    try {
      return Optional.of(caller.call(requests.service(composeId), Answers::service));
    } catch (DokployException failed) {
      if (failed.failure() instanceof Failure.NotFound) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  void start(String composeId) {
    caller.call(requests.start(composeId));
  }

  void stop(String composeId) {
    caller.call(requests.stop(composeId));
  }

  void delete(String composeId) {
    try {
      caller.call(requests.delete(composeId));
    } catch (DokployException failed) {
      if (!(failed.failure() instanceof Failure.NotFound)) {
        throw failed;
      }
    }
  }

  boolean hasFiles(String composeId) {
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
