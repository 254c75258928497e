package dev.dokployprovider.emulator.engine;

import dev.dokployprovider.emulator.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code docker inspect} would tell of a container that is none: what clients read of it. */
record Inspection(LocalContainer container) {
  /** What {@code docker inspect} would tell. */
  Map<String, @Nullable Object> object() {
    boolean running = container.is("running");
    String network =
        container.row().texts("networks").stream()
            .findFirst()
            .orElse(container.project() + "_default");
    return Json.object(
        "Id", container.id(),
        "Created", container.row().text("created"),
        "Path", "sleep",
        "Args", List.of("infinity"),
        "State", state(running),
        "Image", "sha256:" + "0".repeat(64),
        "LogPath",
            "/var/lib/docker/containers/" + container.id() + "/" + container.id() + "-json.log",
        "Name", "/" + container.row().text("name"),
        "RestartCount", container.row().number("restarts", 0),
        "Driver", "overlay2",
        "Platform", "linux",
        "HostConfig",
            Json.object(
                "NetworkMode",
                network,
                "PortBindings",
                ports(container.row().text("range"), container.row().number("target", 0) != 0),
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
                running ? ports("" + container.port(), container.port() != 0) : Map.of(),
                "Networks",
                networks(running)));
  }

  private Map<String, @Nullable Object> state(boolean running) {
    return Json.object(
        "Status",
        container.row().text("state"),
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
        container.row().number("exitCode", 0),
        "Error",
        container.row().text("error"),
        "StartedAt",
        container.row().text("startedAt"),
        "FinishedAt",
        container.row().text("finishedAt"));
  }

  private Map<String, @Nullable Object> config() {
    return Json.object(
        "Hostname",
        container.id().substring(0, 12),
        "Domainname",
        "",
        "User",
        "",
        "Tty",
        false,
        "Env",
        container.row().texts("environment").isEmpty()
            ? null
            : container.row().texts("environment"),
        "Cmd",
        List.of("sleep", "infinity"),
        "Image",
        container.row().text("image"),
        "WorkingDir",
        "",
        "Labels",
        labels());
  }

  private Map<String, @Nullable Object> labels() {
    Map<String, @Nullable Object> labels =
        Json.object(
            "com.docker.compose.config-hash",
            container.row().text("hash"),
            "com.docker.compose.container-number",
            "1",
            "com.docker.compose.oneoff",
            "False",
            "com.docker.compose.project",
            container.project(),
            "com.docker.compose.service",
            container.service(),
            "com.docker.compose.version",
            "2.40.3");
    for (String label : container.row().texts("labels")) {
      int equals = label.indexOf('=');
      labels.put(
          equals < 0 ? label : label.substring(0, equals),
          equals < 0 ? "" : label.substring(equals + 1));
    }
    return labels;
  }

  private Map<String, @Nullable Object> networks(boolean running) {
    Map<String, @Nullable Object> networks = new LinkedHashMap<>();
    for (String network : container.row().texts("networks")) {
      networks.put(
          network,
          Json.object(
              "Gateway", running ? "127.0.0.1" : "",
              "IPAddress", running ? "127.0.0.1" : "",
              "IPPrefixLen", running ? 8 : 0));
    }
    return networks;
  }

  private Map<String, @Nullable Object> ports(String hostPort, boolean published) {
    return published
        ? Json.object(
            container.row().number("target", 0) + "/tcp",
            List.of(Json.object("HostIp", container.row().text("address"), "HostPort", hostPort)))
        : Map.of();
  }
}
