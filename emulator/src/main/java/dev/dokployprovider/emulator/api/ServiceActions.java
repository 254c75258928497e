package dev.dokployprovider.emulator.api;

import static dev.dokployprovider.emulator.api.Procedure.mutation;
import static dev.dokployprovider.emulator.api.Procedure.query;

import dev.dokployprovider.emulator.engine.ComposeProject;
import dev.dokployprovider.emulator.engine.EngineException;
import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.queue.Deployer;
import dev.dokployprovider.emulator.queue.Gate;
import dev.dokployprovider.emulator.store.FileTrees;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What compose.* does on the host: deploy, start, stop, delete (docs/reference/dokploy.md §3.4,
 * §3.5).
 */
final class ServiceActions {
  private static final String NO_FOLDER = "spawn /bin/sh ENOENT";

  private final Context context;
  private final Store store;

  ServiceActions(Context context) {
    this.context = context;
    this.store = context.store();
  }

  List<Procedure> all() {
    List<Procedure> all = new ArrayList<>();
    all.add(mutation("compose.deploy", call -> deploy(call, "deploy", "Manual deployment")));
    all.add(mutation("compose.redeploy", call -> deploy(call, "redeploy", "Rebuild deployment")));
    all.add(mutation("compose.start", this::start));
    all.add(mutation("compose.stop", this::stop));
    all.add(mutation("compose.delete", this::delete));
    all.add(mutation("compose.cleanQueues", this::cleanQueues));
    all.add(query("compose.getDefaultCommand", this::defaultCommand));
    if (context.release().isAtLeast(0, 25, 0)) {
      all.add(mutation("compose.cancelDeployment", this::cancel));
    }
    if (context.release().isAtLeast(0, 25, 8)) {
      all.add(mutation("compose.killBuild", this::killBuild));
    }
    if (context.release().isAtLeast(0, 29, 0)) {
      all.add(query("compose.readLogs", this::readLogs));
    }
    return all;
  }

  private Row used(Call call) throws ApiException {
    context.access().useService(call.member(), call.text("composeId"));
    return context.service(call.text("composeId"));
  }

  private @Nullable Object deploy(Call call, String kind, String usualTitle) throws ApiException {
    Row service = used(call);
    boolean takes = context.release().takesDeploymentTitle();
    String title = takes && !call.text("title").isEmpty() ? call.text("title") : usualTitle;
    context.queue().enqueue(service, kind, title, takes ? call.text("description") : "");
    if (!context.release().deployAnswers()) {
      return Procedure.Undefined.UNDEFINED;
    }
    Map<String, @Nullable Object> answer =
        Json.object(
            "success",
            true,
            "message",
            kind.equals("deploy") ? "Deployment queued" : "Redeployment queued");
    if (context.release().deployAnswersWithId()) {
      answer.put("composeId", call.text("composeId"));
    }
    return answer;
  }

  private Object start(Call call) throws ApiException, InterruptedException {
    Row service = used(call);
    ComposeProject project = context.deployer().project(service, "start");
    try {
      context.reach(service.text("serverId"));
      if (!Files.isDirectory(project.code())) {
        throw context.commandFailed(NO_FOLDER);
      }
      context.engine().start(project);
      store.setStatus(call.text("composeId"), "done");
      return true;
    } catch (EngineException e) {
      store.setStatus(call.text("composeId"), "idle");
      throw context.commandFailed(String.valueOf(e.getMessage()));
    } catch (ApiException e) {
      store.setStatus(call.text("composeId"), "idle");
      throw e;
    }
  }

  private Object stop(Call call) throws ApiException, InterruptedException {
    Row service = used(call);
    ComposeProject project = context.deployer().project(service, "stop");
    try {
      context.reach(service.text("serverId"));
      if (!Files.isDirectory(store.folders.service(service.text("appName")))) {
        throw context.commandFailed(NO_FOLDER);
      }
      context.gate().pass(Gate.Point.STOP);
      context.engine().stop(project);
      store.setStatus(call.text("composeId"), "idle");
      return true;
    } catch (EngineException e) {
      store.setStatus(call.text("composeId"), "error");
      throw context.commandFailed(String.valueOf(e.getMessage()));
    } catch (ApiException e) {
      store.setStatus(call.text("composeId"), "error");
      throw e;
    }
  }

  /** The row goes first; what fails on the host afterwards is swallowed. */
  private Object delete(Call call) throws ApiException, InterruptedException {
    context.access().deleteService(call.member(), call.text("composeId"));
    Row service = context.service(call.text("composeId"));
    Map<String, @Nullable Object> answer =
        context.release().deletesWithDetails()
            ? context.services().details(service)
            : service.columns();
    if (context.release().deleteDropsWaitingJobs()) {
      context.queue().clean(call.text("composeId"));
    }
    store.removeService(call.text("composeId"));
    if (context.hosts().trouble(service.text("serverId")).isEmpty()) {
      try {
        ComposeProject project = context.deployer().project(service, "delete");
        context.gate().pass(Gate.Point.STOP);
        context.engine().down(project, call.flag("deleteVolumes"));
      } catch (EngineException e) {
        System.err.println("compose.delete: " + e.getMessage());
      }
      FileTrees.deleteTree(store.folders.service(service.text("appName")));
      FileTrees.deleteTree(store.folders.logs(service.text("appName")));
    }
    return answer;
  }

  private @Nullable Object cleanQueues(Call call) throws ApiException {
    context.access().useService(call.member(), call.text("composeId"));
    if (!context.release().hasPermissionModel()) {
      context.service(call.text("composeId"));
    }
    context.queue().clean(call.text("composeId"));
    return context.release().deployAnswers()
        ? Json.object("success", true, "message", "Queues cleaned successfully")
        : Procedure.Undefined.UNDEFINED;
  }

  private Object cancel(Call call) throws ApiException {
    used(call);
    throw ApiException.badRequest("Deployment cancellation only available in cloud version");
  }

  private Object killBuild(Call call) throws ApiException {
    used(call);
    context.engine().abort();
    return Procedure.Undefined.UNDEFINED;
  }

  private Object defaultCommand(Call call) throws ApiException {
    Row service = used(call).with("command", "");
    return "docker " + String.join(" ", Deployer.arguments(context.release(), service));
  }

  private Object readLogs(Call call) throws ApiException, InterruptedException {
    used(call);
    try {
      String since = call.text("since").isEmpty() ? "all" : call.text("since");
      String logs =
          context.engine().logs(call.text("containerId"), call.number("tail", 100), since);
      return call.text("search").isEmpty()
          ? logs
          : String.join(
              "\n", logs.lines().filter(line -> line.contains(call.text("search"))).toList());
    } catch (EngineException e) {
      // The command's errors go where its output goes.
      return String.valueOf(e.getMessage()).replaceFirst("^[^\n]*\n", "");
    }
  }
}
