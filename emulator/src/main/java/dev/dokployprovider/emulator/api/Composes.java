package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The router {@code compose}. */
final class Composes {
  /** Columns that an update does not change. */
  private static final Set<String> FIXED =
      Set.of("composeId", "appName", "serverId", "environmentId", "projectId", "createdAt");

  private final World world;
  private final ComposeRows rows;
  private final DeploymentQueue queue;

  Composes(World world, DeploymentQueue queue) {
    this.world = world;
    this.rows = new ComposeRows(world);
    this.queue = queue;
  }

  Object create(Caller caller, Input input) {
    boolean byEnvironment = world.release().hasEnvironments();
    String parent = byEnvironment ? "environmentId" : "projectId";
    var given = input.required("name", parent);
    if (!caller.may("canCreateServices")) {
      throw ApiException.notAllowed(
          world.release().checksPermissions()
              ? "You don't have access to this service"
              : "Permission denied");
    }
    var environment =
        byEnvironment
            ? world
                .store()
                .find(Table.ENVIRONMENT, given.text(parent))
                .orElseThrow(() -> ApiException.notFound("Environment"))
            : world.store().where(Table.ENVIRONMENT, "projectId", given.text(parent)).stream()
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("Project"));
    String stem =
        input.text("appName").isEmpty() ? "compose-emulated-service" : input.text("appName");
    var row =
        rows.fresh(given.text("name"), appName(stem), environment.text("environmentId"))
            .with("description", input.all().get("description"));
    if (!input.text("composeFile").isEmpty()) {
      row.with("composeFile", input.text("composeFile"));
    }
    if (world.release().takesSourceTypeOnCreate() && !input.text("sourceType").isEmpty()) {
      row.with("sourceType", input.text("sourceType"));
    }
    world.store().put(Table.COMPOSE, row);
    world.store().put(Table.APP, new Row().with("appName", row.get("appName")));
    return rows.shown(row);
  }

  private String appName(String stem) {
    if (world.release().checksAppName() && stem.length() > 63) {
      throw ApiException.invalid(
          List.of(
              Map.of(
                  "origin",
                  "string",
                  "code",
                  "too_big",
                  "maximum",
                  63,
                  "inclusive",
                  true,
                  "path",
                  List.of("appName"),
                  "message",
                  "Too big: expected string to have <=63 characters")));
    }
    if (world.release().checksAppName() && !stem.matches("[a-zA-Z0-9._-]{1,63}")) {
      throw ApiException.invalid(
          List.of(
              Map.of(
                  "origin", "string",
                  "code", "invalid_format",
                  "format", "regex",
                  "pattern", "/^[a-zA-Z0-9._-]+$/",
                  "path", List.of("appName"),
                  "message",
                      "App name can only contain letters, numbers, dots, underscores and hyphens")));
    }
    return stem.strip().replace(' ', '-').toLowerCase(Locale.ROOT) + "-" + World.id(6);
  }

  Object one(Caller caller, Input input) {
    var row = world.compose(input.required("composeId").text("composeId"));
    var whole = rows.whole(row);
    return world.release().hasEnvironments()
        ? whole.with("hasGitProviderAccess", true).with("unauthorizedProvider", null)
        : whole;
  }

  /** Of a service that does not exist: 404, from zod 4 on an empty 200 (dokploy-observed.md). */
  @Nullable Object update(Caller caller, Input input) {
    String id = input.required("composeId").text("composeId");
    if (world.release().checksPermissions() && !caller.may("canCreateServices")) {
      throw ApiException.notAllowed("You don't have access to this service");
    }
    if (world.store().find(Table.COMPOSE, id).isEmpty() && world.release().isZod4()) {
      return null;
    }
    var row = world.compose(id);
    var changed = new LinkedHashMap<String, Object>();
    input
        .all()
        .forEach((column, value) -> {
          if (row.containsKey(column) && !FIXED.contains(column)) {
            changed.put(column, value);
          }
        });
    world.store().update(Table.COMPOSE, id, changed);
    return rows.shown(world.compose(id));
  }

  @Nullable Object deploy(Caller caller, Input input) {
    return enqueue(input, "Manual deployment", "Deployment queued");
  }

  @Nullable Object redeploy(Caller caller, Input input) {
    return enqueue(input, "Rebuild deployment", "Redeployment queued");
  }

  private @Nullable Object enqueue(Input input, String title, String message) {
    var row = world.compose(input.required("composeId").text("composeId"));
    String given = world.release().hasEnvironments() ? input.text("title") : "";
    queue.add(row.text("composeId"), given.isEmpty() ? title : given);
    if (!world.release().answersDeploy()) {
      return null;
    }
    var answer = new Row().with("success", true).with("message", message);
    return world.release().answersDeployWithId()
        ? answer.with("composeId", row.get("composeId"))
        : answer;
  }

  Object start(Caller caller, Input input) {
    return act(input, true);
  }

  Object stop(Caller caller, Input input) {
    return act(input, false);
  }

  /** Synchronous, beside the queue (dokploy-api.md §3.4, §3.5). */
  private Object act(Input input, boolean start) {
    var row = world.compose(input.required("composeId").text("composeId"));
    String appName = row.text("appName");
    try {
      Path log = Files.createTempFile(world.folder(), "action", ".log");
      int exitCode =
          start
              ? world.engine().up(appName, world.codeFolder(appName), false, log)
              : world.engine().stop(appName, world.projectFolder(appName), log);
      String said = Files.readString(log).strip();
      Files.delete(log);
      boolean done = exitCode == 0;
      status(row, done == start ? (start ? "done" : "error") : "idle");
      if (!done) {
        throw ApiException.failed(failure(said));
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String failure(String said) {
    if (said.equals("spawn /bin/sh ENOENT")) {
      return world.release().hasEnvironments() ? "Command execution failed: " + said : said;
    }
    return "Command failed: docker compose\n" + said;
  }

  private void status(Row row, String status) {
    world.store().update(Table.COMPOSE, row.text("composeId"), Map.of("composeStatus", status));
  }

  Object cleanQueues(Caller caller, Input input) {
    queue.drop(world.compose(input.required("composeId").text("composeId")).text("composeId"));
    return new Row().with("success", true).with("message", "Queues cleaned successfully");
  }

  /** The row first; whatever Docker then says is swallowed (dokploy-api.md §3.5). */
  Object delete(Caller caller, Input input) {
    var row = world.compose(input.required("composeId").text("composeId"));
    if (!caller.may("canDeleteServices")) {
      throw ApiException.notAllowed("You don't have access to this service");
    }
    var answer = world.release().hasEnvironments() ? rows.whole(row) : rows.shown(row);
    world.store().remove(Table.COMPOSE, row.text("composeId"));
    world
        .store()
        .where(Table.DEPLOYMENT, "composeId", row.text("composeId"))
        .forEach(one -> world.store().remove(Table.DEPLOYMENT, one.text("deploymentId")));
    world.engine().down(row.text("appName"), input.isTrue("deleteVolumes"));
    remove(world.projectFolder(row.text("appName")));
    return answer;
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
