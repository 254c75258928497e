package dev.dokployprovider.emulator.engine;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.store.Ids;
import dev.dokployprovider.emulator.store.Row;
import java.time.Duration;
import java.time.Instant;

/**
 * A container that is only said to be one: its row, and how Docker would show it.
 *
 * <p>Columns: id, name, project, service, image, environment, labels, networks, hash, state,
 * exitCode, error, created, startedAt, finishedAt, restarts, address (shown), range, target, port
 * (0: not published now), volumes.
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
                "labels",
                model.labels(),
                "networks",
                model.networks().stream()
                    .map(name -> name.equals(DokployNetwork.NAME) ? name : project + "_" + name)
                    .toList(),
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
}
