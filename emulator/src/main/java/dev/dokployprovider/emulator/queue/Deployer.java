package dev.dokployprovider.emulator.queue;

import dev.dokployprovider.emulator.engine.ComposeProject;
import dev.dokployprovider.emulator.engine.Engine;
import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import dev.dokployprovider.emulator.store.FileTrees;
import dev.dokployprovider.emulator.store.Ids;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a worker does for one job (docs/reference/dokploy.md §3.2, §3.4). */
public final class Deployer {
  private static final int KEPT_DEPLOYMENTS = 10;

  private final Store store;
  private final Engine engine;
  private final Hosts hosts;
  private final Gate gate;

  public Deployer(Store store, Engine engine, Hosts hosts, Gate gate) {
    this.store = store;
    this.engine = engine;
    this.hosts = hosts;
    this.gate = gate;
  }

  /** Deploys; a service that is gone, as after a delete, is none of its business. */
  void run(Job job) throws InterruptedException {
    Optional<Row> found = store.services.find(job.composeId());
    if (found.isEmpty()) {
      return;
    }
    Row service = found.get();
    store.setStatus(job.composeId(), "running");
    gate.pass(Gate.Point.ROW);
    if (store.services.find(job.composeId()).isEmpty()) {
      // The database refuses the row of a service that is gone, and nothing is built.
      return;
    }
    int before = store.deploymentsOf(job.composeId()).size();
    dropOldDeployments(job.composeId());
    Optional<String> trouble = hosts.trouble(job.serverId());
    if (trouble.isPresent()) {
      if (store.release.hangsOnLostServerWithOldLogs() && before > KEPT_DEPLOYMENTS) {
        return;
      }
      insertFailed(job, trouble.get());
      store.setStatus(job.composeId(), "error");
      return;
    }
    deploy(job, service);
  }

  private void deploy(Job job, Row service) throws InterruptedException {
    String logPath = store.folders.reportedLog(service.text("appName"), Ids.logTime());
    DeploymentLog log = DeploymentLog.create(store.folders.real(logPath).orElseThrow());
    Row deployment = store.deployments.insert(row(job, Map.of("logPath", logPath)));
    boolean worked = perform(service, log);
    if (hosts.trouble(job.serverId()).isPresent() && store.release.reportsFailureOverSsh()) {
      return;
    }
    String status = worked ? "done" : "error";
    store.deployments.update(
        deployment.text("deploymentId"),
        row -> row.with("status", status).with("finishedAt", Ids.now()));
    store.setStatus(job.composeId(), status);
  }

  private Row row(Job job, Map<String, String> more) {
    String now = Ids.now();
    return store
        .columns
        .row(
            "deployment",
            Json.object(
                "deploymentId", Ids.id(),
                "title", job.title(),
                "description", job.description(),
                "composeId", job.composeId(),
                "createdAt", now,
                "startedAt", now))
        .withAll(Map.copyOf(more));
  }

  private void insertFailed(Job job, String trouble) {
    String verb = store.release.spellsOccurred() ? "occurred" : "occured";
    store.deployments.insert(
        row(
            job,
            Map.of(
                "status",
                "error",
                "finishedAt",
                Ids.now(),
                "errorMessage",
                "An error have " + verb + ": " + trouble)));
  }

  private void dropOldDeployments(String composeId) {
    List<Row> deployments = store.deploymentsOf(composeId);
    int drop = Math.max(0, deployments.size() - KEPT_DEPLOYMENTS);
    for (Row old : deployments.subList(0, drop)) {
      store.deployments.remove(old.text("deploymentId"));
      store.folders.real(old.text("logPath")).ifPresent(FileTrees::delete);
    }
  }

  private boolean perform(Row service, DeploymentLog log) throws InterruptedException {
    try {
      if (!service.text("sourceType").equals("raw")) {
        throw new IllegalArgumentException(provider(service.text("sourceType")));
      }
      ComposeProject project = write(service, log);
      writeEnv(service, project);
      List<String> arguments = arguments(store.release, service);
      store.deployed.remove(service.text("appName"));
      store.deployed.insert(
          new Row(
              Json.object(
                  "appName", service.text("appName"), "serverId", service.text("serverId"))));
      gate.pass(Gate.Point.BUILD);
      if (engine.deploy(project, arguments, log.file())) {
        log.succeeded();
        return true;
      }
      log.failed("Error: ❌ Docker command failed");
      return false;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      log.failed(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private static String provider(String sourceType) {
    return sourceType.substring(0, 1).toUpperCase(Locale.ROOT)
        + sourceType.substring(1)
        + " Provider not found";
  }

  private ComposeProject write(Row service, DeploymentLog log) {
    ComposeProject project = project(service, "deploy");
    FileTrees.deleteTree(project.code());
    FileTrees.folder(project.code());
    FileTrees.writeAtomically(project.file(), service.text("composeFile"));
    log.write("File 'docker-compose.yml' created: ✅\n");
    log.box(service.text("appName"), String.join(" ", arguments(store.release, service)));
    if (store.release.rewritesComposeFile()) {
      FileTrees.writeAtomically(project.file(), converted(store.release, service));
    }
    return project;
  }

  /** The compose file as the release rewrites it. */
  public static String converted(Release release, Row service) {
    return ComposeRewrite.rewrite(service.text("composeFile"), release.addsRootNetwork());
  }

  private void writeEnv(Row service, ComposeProject project) {
    if (Boolean.FALSE.equals(service.get("createEnvFile"))) {
      return;
    }
    String projectEnv =
        store.projects.find(store.projectIdOf(service)).map(row -> row.text("env")).orElse("");
    String environmentEnv =
        store
            .environments
            .find(service.text("environmentId"))
            .map(row -> row.text("env"))
            .orElse("");
    Path file = project.code().resolve(".env");
    FileTrees.writeAtomically(
        file, EnvFile.text(store.release, service, projectEnv, environmentEnv));
  }

  /** A service's project on the host, for an action: deploy, start, stop or delete. */
  public ComposeProject project(Row service, String action) {
    String appName = service.text("appName");
    Map<String, String> leaked =
        store.release.clearsEnvironment()
            ? Map.of()
            : action.equals("deploy") && !store.release.deployAnswers()
                ? Map.of("NODE_ENV", "production")
                : Map.of("NODE_ENV", "production", "PORT", "3000");
    return new ComposeProject(appName, store.folders.code(appName), leaked);
  }

  /** What follows {@code docker}: the service's own command, or the usual one. */
  public static List<String> arguments(Release release, Row service) {
    String command = service.text("command").strip();
    if (!command.isEmpty()) {
      return List.of(command.split("\\s+", -1));
    }
    String file =
        service.text("sourceType").equals("raw")
            ? ComposeProject.FILE
            : service.text("composePath");
    List<String> usual = new ArrayList<>(List.of("compose", "-p", service.text("appName"), "-f"));
    usual.addAll(List.of(file, "up", "-d", "--build", "--remove-orphans"));
    if (release.pullsAlways()) {
      usual.addAll(List.of("--pull", "always"));
    }
    return usual;
  }
}
