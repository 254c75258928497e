package dev.dokployprovider.emulator.api;

import static dev.dokployprovider.emulator.api.Procedure.mutation;
import static dev.dokployprovider.emulator.api.Procedure.query;

import dev.dokployprovider.emulator.store.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** deployment.* (docs/reference/dokploy.md §2.5). */
final class DeploymentProcedures {
  private static final int USUAL_TAIL = 100;

  private final Context context;

  DeploymentProcedures(Context context) {
    this.context = context;
  }

  List<Procedure> all() {
    List<Procedure> all = new ArrayList<>();
    all.add(query("deployment.allByCompose", this::byService));
    if (context.release().isAtLeast(0, 23, 6)) {
      all.add(mutation("deployment.killProcess", this::killProcess));
    }
    if (context.release().slimProjectList()) {
      all.add(query("deployment.queueList", call -> context.queue().list()));
      all.add(query("deployment.allCentralized", this::everywhere));
    }
    if (context.release().isAtLeast(0, 29, 5)) {
      all.add(query("deployment.readLogs", this::readLogs));
    }
    return all;
  }

  /** Newest first. */
  private Object byService(Call call) throws ApiException {
    context.access().useService(call.member(), call.text("composeId"));
    if (!context.release().hasPermissionModel()) {
      context.service(call.text("composeId"));
    }
    return ServiceViews.columns(context.store().deploymentsOf(call.text("composeId")).reversed());
  }

  private Object everywhere(Call call) {
    return context
        .store()
        .deployments
        .where(row ->
            !Access.isMember(call.member())
                || call.member().contains("accessedServices", row.text("composeId")))
        .reversed()
        .stream()
        .map(context.services()::centralized)
        .toList();
  }

  private Row deployment(Call call) throws ApiException {
    Row deployment =
        context
            .store()
            .deployments
            .find(call.text("deploymentId"))
            .orElseThrow(() -> ApiException.notFound("Deployment"));
    context.access().useService(call.member(), deployment.text("composeId"));
    return deployment;
  }

  /** Only deployments of schedules have a process, and the emulator has no schedules. */
  private Object killProcess(Call call) throws ApiException {
    deployment(call);
    throw ApiException.badRequest("Deployment is not running");
  }

  private Object readLogs(Call call) throws ApiException {
    Row deployment = deployment(call);
    Path file = context.store().folders.real(deployment.text("logPath")).orElse(null);
    if (file == null || !Files.exists(file)) {
      return "";
    }
    try {
      return tail(Files.readString(file), call.number("tail", USUAL_TAIL));
    } catch (IOException e) {
      throw ApiException.internal(String.valueOf(e.getMessage()));
    }
  }

  private static String tail(String text, int lines) {
    List<String> all = text.lines().toList();
    if (all.size() <= lines) {
      return text;
    }
    return String.join("\n", all.subList(all.size() - lines, all.size())) + "\n";
  }
}
