package dev.dokployprovider.emulator.api;

import static dev.dokployprovider.emulator.api.Procedure.query;

import dev.dokployprovider.emulator.store.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** deployment.* (dokploy-api.md §2.5). */
final class DeploymentProcedures {
  private static final int USUAL_TAIL = 100;

  private final Context context;

  DeploymentProcedures(Context context) {
    this.context = context;
  }

  List<Procedure> all() {
    List<Procedure> all = new ArrayList<>();
    all.add(query("deployment.allByCompose", Input.of(Field.filled("composeId")), this::byService));
    if (context.release().slimProjectList()) {
      all.add(query("deployment.queueList", Input.of(), call -> context.queue().list()));
      all.add(query("deployment.allCentralized", Input.of(), this::everywhere));
    }
    if (context.release().isAtLeast(0, 29, 5)) {
      Input logs = Input.of(Field.filled("deploymentId"), Field.number("tail"));
      all.add(query("deployment.readLogs", logs, this::readLogs));
    }
    return all;
  }

  /** Newest first. */
  private Object byService(Call call) throws ApiException {
    context.access().useService(call.member(), call.text("composeId"));
    context.service(call.text("composeId"));
    return ServiceViews.columns(context.store().deploymentsOf(call.text("composeId")).reversed());
  }

  private Object everywhere(Call call) {
    return ServiceViews.columns(
        context
            .store()
            .deployments
            .where(row ->
                !Access.isMember(call.member())
                    || call.member().contains("accessedServices", row.text("composeId")))
            .reversed());
  }

  private Object readLogs(Call call) throws ApiException {
    Row deployment =
        context
            .store()
            .deployments
            .find(call.text("deploymentId"))
            .orElseThrow(() -> ApiException.notFound("Deployment"));
    context.access().useService(call.member(), deployment.text("composeId"));
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
