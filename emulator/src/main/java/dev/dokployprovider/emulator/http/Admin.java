package dev.dokployprovider.emulator.http;

import dev.dokployprovider.emulator.api.ApiKeys;
import dev.dokployprovider.emulator.engine.Engine;
import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.queue.Gate;
import dev.dokployprovider.emulator.queue.Hosts;
import dev.dokployprovider.emulator.store.Ids;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /emulator/...}: what tests ask of the emulator and no Dokploy has. By POST with a JSON
 * body where nothing else is said; all need the owner's key.
 *
 * <ul>
 *   <li>{@code GET calls}, {@code calls/reset}: {@code {PROCEDURE: {begun, calls, bytes}}}
 *   <li>{@code GET compose-files}: {@code {SERVICE: FILE}}, by the services' names
 *   <li>{@code faults} {@code {procedure, kind: latency|status|cut|late|drop|truncate, millis,
 *       status, contentType, body, count}}: for the next calls of a procedure, or of all with
 *       {@code *}; {@code faults/clear}
 *   <li>{@code member} {@code {email, permissions: [canCreateServices, ...], accessedProjects:
 *       [...], ...}}: answers {@code {id, userId, key}}
 *   <li>{@code key} {@code {rateLimitEnabled, rateLimitMax, rateLimitTimeWindow, remaining}}: one
 *       more key of the owner's; answers {@code {key}}
 *   <li>{@code services} {@code {count}}: as many services in a project of their own
 *   <li>{@code cleanup}: Dokploy's nightly cleanup, of this emulator's services only
 *   <li>{@code hang} {@code {at: row|build|stop}}: holds what comes to that point from now on:
 *       deployments whose service is "running" and that have no row yet, deployments that are about
 *       to be built (the usual point), stops and deletes that are about to ask Docker; {@code
 *       release} {@code {at}} lets it go, from all points where none is named
 *   <li>{@code server} {@code {serverId, reachable}}
 *   <li>{@code address} {@code {address}}: what settings.getIp answers
 * </ul>
 */
public final class Admin {
  private final Store store;
  private final ApiKeys keys;
  private final Engine engine;
  private final Gate gate;
  private final Hosts hosts;
  private final Faults faults = new Faults();
  private final Calls calls = new Calls();

  public Admin(Store store, ApiKeys keys, Engine engine, Gate gate, Hosts hosts) {
    this.store = store;
    this.keys = keys;
    this.engine = engine;
    this.gate = gate;
    this.hosts = hosts;
  }

  Faults faults() {
    return faults;
  }

  Calls calls() {
    return calls;
  }

  Answer answer(Request request) throws InterruptedException {
    Map<String, @Nullable Object> input = request.isPost() ? request.input() : Map.of();
    return switch (request.method() + " " + request.path().substring("/emulator/".length())) {
      case "GET calls" -> Answer.json(calls.shown());
      case "POST calls/reset" -> done(calls::reset);
      case "POST faults" -> plan(input);
      case "POST faults/clear" -> done(faults::clear);
      case "GET compose-files" -> composeFiles();
      case "POST member" -> member(input);
      case "POST key" ->
          Answer.json(
              Json.object("key", keys.create(store.owner(), "test", ApiKeys.Limits.of(input))));
      case "POST services" -> services(number(input, "count", 0));
      case "POST cleanup" -> cleanUp();
      case "POST hang" -> done(() -> gate.close(point(input).orElse(Gate.Point.BUILD)));
      case "POST release" ->
          done(() ->
              gate.open(point(input).map(Set::of).orElseGet(() -> Set.of(Gate.Point.values()))));
      case "POST server" ->
          done(() ->
              hosts.setReachable(
                  String.valueOf(input.get("serverId")),
                  !Boolean.FALSE.equals(input.get("reachable"))));
      case "POST address" -> done(() -> store.setIpAddress(String.valueOf(input.get("address"))));
      default -> Answer.json(404, Json.write(Json.object("message", "no such admin call")));
    };
  }

  private static Answer done(Runnable action) {
    action.run();
    return Answer.json(Json.object("done", true));
  }

  private static Optional<Gate.Point> point(Map<String, @Nullable Object> input) {
    return input.get("at") instanceof String name
        ? Optional.of(Gate.Point.of(name))
        : Optional.empty();
  }

  private static int number(Map<String, @Nullable Object> input, String name, int otherwise) {
    return input.get(name) instanceof Number number ? number.intValue() : otherwise;
  }

  private Answer plan(Map<String, @Nullable Object> input) {
    Faults.Fault fault =
        switch (String.valueOf(input.get("kind"))) {
          case "latency" -> new Faults.Latency(Duration.ofMillis(number(input, "millis", 1000)));
          case "status" ->
              new Faults.Instead(
                  number(input, "status", 502),
                  input.get("contentType") instanceof String type ? type : "text/html",
                  input.get("body") instanceof String body ? body : "<html>Bad Gateway</html>");
          case "cut" -> new Faults.Cut(Duration.ofMillis(number(input, "millis", 1000)));
          case "late" -> new Faults.Late(Duration.ofMillis(number(input, "millis", 1000)));
          case "drop" -> new Faults.Drop();
          case "truncate" -> new Faults.Truncate();
          default -> null;
        };
    if (fault == null) {
      return Answer.json(400, Json.write(Json.object("message", "unknown kind of fault")));
    }
    return done(() ->
        faults.add(
            String.valueOf(input.get("procedure")),
            fault,
            number(input, "count", Integer.MAX_VALUE)));
  }

  private Answer composeFiles() {
    Map<String, @Nullable Object> files = new LinkedHashMap<>();
    store.services.all().forEach(row -> files.put(row.text("name"), row.get("composeFile")));
    return Answer.json(files);
  }

  private Answer member(Map<String, @Nullable Object> input) {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>(input);
    Json.listAt(input, "permissions").forEach(name -> columns.put(String.valueOf(name), true));
    String email = input.get("email") instanceof String text ? text : "member@example.test";
    Row member = store.addMember(Ids.id(), "Member", email, columns);
    return Answer.json(
        Json.object(
            "id", member.get("id"),
            "userId", member.get("userId"),
            "key", keys.create(member, "test", ApiKeys.Limits.NONE)));
  }

  private Answer services(int count) {
    String now = Ids.now();
    Row project =
        store.columns.row(
            "project",
            Json.object(
                "projectId",
                Ids.id(),
                "name",
                "others",
                "createdAt",
                now,
                "organizationId",
                store.organization().text("id")));
    store.projects.insert(project);
    Row environment =
        store.columns.row(
            "environment",
            Json.object(
                "environmentId",
                Ids.id(),
                "name",
                "production",
                "createdAt",
                now,
                "projectId",
                project.text("projectId"),
                "isDefault",
                true));
    if (store.release.hasEnvironments()) {
      store.environments.insert(environment);
    }
    for (int i = 0; i < count; i++) {
      store.services.insert(
          store.columns.row(
              "compose",
              Json.object(
                  "composeId", Ids.id(),
                  "name", "other-" + i,
                  "appName", Ids.appName("compose", "other-" + i),
                  "refreshToken", Ids.id(),
                  "composeFile", "services:\n  web:\n    image: nginx\n",
                  "sourceType", "raw",
                  "createdAt", now,
                  "projectId", project.text("projectId"),
                  "environmentId", environment.text("environmentId"))));
    }
    return Answer.json(Json.object("projectId", project.get("projectId"), "count", count));
  }

  private Answer cleanUp() throws InterruptedException {
    engine.cleanUp(
        store.deployed.all().stream().map(row -> row.text("appName")).toList(),
        !store.release.cleanupSparesVolumes());
    return Answer.json(Json.object("done", true));
  }
}
