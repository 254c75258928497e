package dev.dokployprovider.emulator.engine;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.store.Ids;
import dev.dokployprovider.emulator.store.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container that is only said to be one: its row, and how Docker would show it.
 *
 * <p>Columns: id, name, project, service, image, environment, hash, state, exitCode, error,
 * created, startedAt, finishedAt, restarts, address (shown), range, target, port (0: not published
 * now), volumes.
 */
record LocalContainer(Row row) {

  static LocalContainer create(String project, String service, ComposeModel.Service model) {
    String image = model.image().isEmpty() ? project + "-" + service : model.image();
    PortMapping port = model.ports().isEmpty() ? null : model.ports().getFirst();
    return new LocalContainer(
        new Row(
            Json.object(
                "id",
                Ids.hex64(),
                "name",
                project + "-" + service + "-1",
                "project",
                project,
                "service",
                service,
                "image",
                image,
                "environment",
                model.environment(),
                "hash",
                model.hash(),
                "state",
                "created",
                "exitCode",
                0,
                "error",
                "",
                "created",
                Instant.now().toString(),
                "startedAt",
                "0001-01-01T00:00:00Z",
                "finishedAt",
                "0001-01-01T00:00:00Z",
                "restarts",
                0,
                "address",
                port == null ? "" : port.shownAddress(),
                "range",
                port == null ? "" : port.shownRange(),
                "target",
                port == null ? 0 : port.target(),
                "port",
                0)));
  }

  String id() {
    return row.text("id");
  }

  String project() {
    return row.text("project");
  }

  String service() {
    return row.text("service");
  }

  boolean is(String state) {
    return row.text("state").equals(state);
  }

  /** The port that is bound on loopback; 0 when none is. */
  int port() {
    return (int) row.number("port", 0);
  }

  LocalContainer running(int port) {
    return new LocalContainer(
        row.with("state", "running")
            .with("exitCode", 0)
            .with("error", "")
            .with("startedAt", Instant.now().toString())
            .with("port", port));
  }

  LocalContainer exited(int code) {
    return new LocalContainer(
        row.with("state", "exited")
            .with("exitCode", code)
            .with("finishedAt", Instant.now().toString())
            .with("port", 0));
  }

  LocalContainer failed(String error) {
    return new LocalContainer(row.with("state", "created").with("error", error).with("port", 0));
  }

  LocalContainer restarted() {
    return new LocalContainer(row.with("startedAt", Instant.now().toString()));
  }

  Container shown() {
    return new Container(
        id().substring(0, 12),
        row.text("name"),
        row.text("image"),
        shownPorts(),
        row.text("state"),
        status(),
        project(),
        service());
  }

  private String shownPorts() {
    if (port() == 0) {
      return "";
    }
    String to = port() + "->" + row.number("target", 0) + "/tcp";
    String address = row.text("address");
    return address.equals("0.0.0.0") ? "0.0.0.0:" + to + ", :::" + to : address + ":" + to;
  }

  private String status() {
    return switch (row.text("state")) {
      case "running" -> "Up " + since("startedAt");
      case "exited" -> "Exited (" + row.number("exitCode", 0) + ") " + since("finishedAt") + " ago";
      default -> "Created";
    };
  }

  private String since(String column) {
    return Durations.forPeople(Duration.between(Instant.parse(row.text(column)), Instant.now()));
  }

  /** What {@code docker inspect} would tell. */
  Map<String, @Nullable Object> inspect() {
    boolean running = is("running");
    String network = project() + "_default";
    return Json.object(
        "Id", id(),
        "Created", row.text("created"),
        "Path", "sleep",
        "Args", List.of("infinity"),
        "State", state(running),
        "Image", "sha256:" + "0".repeat(64),
        "LogPath", "/var/lib/docker/containers/" + id() + "/" + id() + "-json.log",
        "Name", "/" + row.text("name"),
        "RestartCount", row.number("restarts", 0),
        "Driver", "overlay2",
        "Platform", "linux",
        "HostConfig",
            Json.object(
                "NetworkMode",
                network,
                "PortBindings",
                ports(row.text("range"), row.number("target", 0) != 0),
                "RestartPolicy",
                Json.object("Name", "", "MaximumRetryCount", 0),
                "AutoRemove",
                false,
                "Privileged",
                false),
        "Mounts", List.of(),
        "Config", config(),
        "NetworkSettings",
            Json.object(
                "Ports",
                running ? ports("" + port(), port() != 0) : Map.of(),
                "Networks",
                Json.object(
                    network,
                    Json.object(
                        "Gateway", running ? "127.0.0.1" : "",
                        "IPAddress", running ? "127.0.0.1" : "",
                        "IPPrefixLen", running ? 8 : 0))));
  }

  private Map<String, @Nullable Object> state(boolean running) {
    return Json.object(
        "Status",
        row.text("state"),
        "Running",
        running,
        "Paused",
        false,
        "Restarting",
        false,
        "OOMKilled",
        false,
        "Dead",
        false,
        "Pid",
        running ? 1 : 0,
        "ExitCode",
        row.number("exitCode", 0),
        "Error",
        row.text("error"),
        "StartedAt",
        row.text("startedAt"),
        "FinishedAt",
        row.text("finishedAt"));
  }

  private Map<String, @Nullable Object> config() {
    return Json.object(
        "Hostname",
        id().substring(0, 12),
        "Domainname",
        "",
        "User",
        "",
        "Tty",
        false,
        "Env",
        row.texts("environment").isEmpty() ? null : row.texts("environment"),
        "Cmd",
        List.of("sleep", "infinity"),
        "Image",
        row.text("image"),
        "WorkingDir",
        "",
        "Labels",
        Json.object(
            "com.docker.compose.config-hash",
            row.text("hash"),
            "com.docker.compose.container-number",
            "1",
            "com.docker.compose.oneoff",
            "False",
            "com.docker.compose.project",
            project(),
            "com.docker.compose.service",
            service(),
            "com.docker.compose.version",
            "2.40.3"));
  }

  private Map<String, @Nullable Object> ports(String hostPort, boolean published) {
    return published
        ? Json.object(
            row.number("target", 0) + "/tcp",
            List.of(Json.object("HostIp", row.text("address"), "HostPort", hostPort)))
        : Map.of();
  }
}
