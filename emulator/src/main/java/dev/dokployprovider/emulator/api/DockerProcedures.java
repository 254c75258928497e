package dev.dokployprovider.emulator.api;

import static dev.dokployprovider.emulator.api.Procedure.mutation;
import static dev.dokployprovider.emulator.api.Procedure.query;

import dev.dokployprovider.emulator.engine.Container;
import dev.dokployprovider.emulator.engine.Engine;
import dev.dokployprovider.emulator.engine.EngineException;
import dev.dokployprovider.emulator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** docker.* (docs/reference/dokploy.md §2.6). */
final class DockerProcedures {
  private final Context context;

  DockerProcedures(Context context) {
    this.context = context;
  }

  List<Procedure> all() {
    List<Procedure> all = new ArrayList<>();
    all.add(query("docker.getContainers", this::list));
    all.add(query("docker.getConfig", this::config));
    all.add(query("docker.getContainersByAppNameMatch", this::byName));
    all.add(query("docker.getContainersByAppLabel", this::byLabel));
    all.add(mutation("docker.restartContainer", call -> act(call, "restart")));
    if (context.release().isAtLeast(0, 29, 0)) {
      all.add(mutation("docker.startContainer", call -> act(call, "start")));
      all.add(mutation("docker.stopContainer", call -> act(call, "stop")));
      all.add(mutation("docker.killContainer", call -> act(call, "kill")));
      all.add(mutation("docker.removeContainer", call -> act(call, "rm")));
    }
    if (context.release().isAtLeast(0, 30, 0)) {
      all.add(query("dockerVolume.getVolumesSize", this::volumeSizes));
      all.add(
          mutation(
              "dockerVolume.removeVolume",
              call -> remove(call, Engine.Thing.VOLUME, call.text("volumeName"))));
      all.add(
          mutation(
              "dockerImage.removeImage",
              call -> remove(call, Engine.Thing.IMAGE, imageName(call))));
    }
    return all;
  }

  /** Of all servers the same: the emulator's are all this computer. */
  private Object volumeSizes(Call call) throws ApiException, InterruptedException {
    context.access().readDocker(call.member());
    return isReached(call)
        ? context.engine().volumeSizes().entrySet().stream()
            .map(volume -> Map.of("name", volume.getKey(), "size", volume.getValue()))
            .toList()
        : List.of();
  }

  private static String imageName(Call call) {
    String repository = call.text("repository");
    String tag = call.text("tag");
    boolean tagged = !repository.isEmpty() && !tag.isEmpty() && !tag.equals("<none>");
    return tagged ? repository + ":" + tag : call.text("id");
  }

  private Object remove(Call call, Engine.Thing thing, String name)
      throws ApiException, InterruptedException {
    context.access().readDocker(call.member());
    reach(call);
    try {
      context.engine().remove(thing, name);
      return Procedure.Undefined.UNDEFINED;
    } catch (EngineException e) {
      throw context.commandFailed(String.valueOf(e.getMessage()));
    }
  }

  /** The containers of the host that the call asks for; none when it cannot be reached. */
  private List<Container> containers(Call call, Predicate<Container> condition)
      throws ApiException, InterruptedException {
    if (!isReached(call)) {
      return List.of();
    }
    String serverId = call.text("serverId");
    try {
      return context.engine().containers().stream()
          .filter(container -> hostOf(container).equals(serverId))
          .filter(condition)
          .toList();
    } catch (EngineException e) {
      return List.of();
    }
  }

  /**
   * Whether the call's server can be asked. Of one that it does not have, 0.22.7 says what it says
   * of one that is away.
   */
  private boolean isReached(Call call) throws ApiException {
    String serverId = call.text("serverId");
    if (serverId.isEmpty()) {
      return true;
    }
    if (context.release().looksForDockersServer()) {
      context.server(serverId);
    }
    return context.store().servers.find(serverId).isPresent()
        && context.hosts().trouble(serverId).isEmpty();
  }

  private void reach(Call call) throws ApiException {
    if (!call.text("serverId").isEmpty()) {
      context.server(call.text("serverId"));
    }
    context.reach(call.text("serverId"));
  }

  private String hostOf(Container container) {
    return context
        .store()
        .deployed
        .find(container.project())
        .map(row -> row.text("serverId"))
        .orElse("");
  }

  private Object list(Call call) throws ApiException, InterruptedException {
    context.access().readDocker(call.member());
    List<Container> all = containers(call, container -> true);
    if (all.isEmpty() && isReached(call)) {
      return List.of(
          Json.object(
              "containerId", "No container id",
              "name", "No container name",
              "image", "No image",
              "ports", "No ports",
              "state", "No state",
              "status", "No status"));
    }
    return all.stream()
        .filter(container -> isShown(container.name()))
        .map(container ->
            Json.object(
                "containerId", container.id(),
                "name", container.name(),
                "image", container.image(),
                "ports", container.ports(),
                "state", container.state(),
                "status", container.status()))
        .toList();
  }

  private static boolean isShown(String name) {
    return !name.contains("dokploy") || name.contains("dokploy-monitoring");
  }

  private @Nullable Object config(Call call) throws ApiException, InterruptedException {
    context.access().readDocker(call.member());
    if (!isReached(call)) {
      return Procedure.Undefined.UNDEFINED;
    }
    var found = context.engine().inspect(call.text("containerId"));
    return found.isPresent() ? found.get() : Procedure.Undefined.UNDEFINED;
  }

  private Object byName(Call call) throws ApiException, InterruptedException {
    String appName = call.text("appName");
    return containers(
            call,
            call.text("appType").equals("docker-compose")
                ? container -> container.project().equals(appName)
                : container -> container.name().startsWith(appName))
        .stream()
        .map(container -> row(container, context.release().containerRowsHaveStatus()))
        .toList();
  }

  private Object byLabel(Call call) throws ApiException, InterruptedException {
    if (context.release().isAtLeast(0, 29, 8)) {
      context.access().readDocker(call.member());
    }
    return containers(
            call,
            container ->
                call.text("type").equals("standalone")
                    && container.project().equals(call.text("appName")))
        .stream()
        .map(container -> row(container, false))
        .toList();
  }

  private static Map<String, @Nullable Object> row(Container container, boolean status) {
    Map<String, @Nullable Object> row =
        Json.object(
            "containerId", container.id(),
            "name", container.name(),
            "state", container.state());
    if (status) {
      row.put("status", container.status());
    }
    return row;
  }

  private Object act(Call call, String verb) throws ApiException, InterruptedException {
    context.access().readDocker(call.member());
    reach(call);
    try {
      context.engine().container(verb, call.text("containerId"));
      return Procedure.Undefined.UNDEFINED;
    } catch (EngineException e) {
      if (verb.equals("restart") && !context.release().restartTellsFailure()) {
        return Procedure.Undefined.UNDEFINED;
      }
      throw verb.equals("rm")
          ? ApiException.internal(String.valueOf(e.getMessage()).replaceFirst("^[^\n]*\n", ""))
          : context.commandFailed(String.valueOf(e.getMessage()));
    }
  }
}
