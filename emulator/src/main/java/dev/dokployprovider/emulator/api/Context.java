package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.engine.Engine;
import dev.dokployprovider.emulator.queue.DeployQueue;
import dev.dokployprovider.emulator.queue.Deployer;
import dev.dokployprovider.emulator.queue.Gate;
import dev.dokployprovider.emulator.queue.Hosts;
import dev.dokployprovider.emulator.release.Release;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;

/** What the procedures work on. */
record Context(
    Store store,
    Engine engine,
    DeployQueue queue,
    Deployer deployer,
    Hosts hosts,
    Gate gate,
    Access access,
    ServiceViews services,
    Views views) {

  Release release() {
    return store.release;
  }

  Row project(String id) throws ApiException {
    return store.projects.find(id).orElseThrow(() -> ApiException.notFound("Project"));
  }

  Row environment(String id) throws ApiException {
    return store.environments.find(id).orElseThrow(() -> ApiException.notFound("Environment"));
  }

  Row service(String id) throws ApiException {
    return store.services.find(id).orElseThrow(() -> ApiException.notFound("Compose"));
  }

  Row server(String id) throws ApiException {
    return store.servers.find(id).orElseThrow(() -> ApiException.notFound("Server"));
  }

  /** The error of a command that failed on the host, as the release words it. */
  ApiException commandFailed(String message) {
    return ApiException.internal(
        release().wrapsCommandErrors() ? "Command execution failed: " + message : message);
  }

  /** Throws when the server that a service is on cannot be reached. */
  void reach(String serverId) throws ApiException {
    var trouble = hosts.trouble(serverId);
    if (trouble.isPresent()) {
      throw ApiException.internal(trouble.get());
    }
  }
}
