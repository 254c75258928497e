package dev.dokployprovider.provider.machine.folder;

import dev.dokployprovider.dokploy.json.Json;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A create that has begun and has not ended: what a run that is killed leaves on the server. No
 * secret is in it.
 *
 * @param id of the run
 * @param machine MACHINE_ID, which is the service's name
 * @param server where Dokploy is
 * @param project the project's name
 * @param mark the mark of the machine's folder, which the service's description carries
 * @param begun when the run began
 * @param run the process that creates the machine
 * @param guard the process that takes it back when that one is killed; empty where there is none
 * @param service what was made; empty until Dokploy has answered
 * @param failure why it could not be taken back at the last try, and when; empty before a try
 */
public record Unfinished(
    String id,
    String machine,
    URI server,
    String project,
    String mark,
    Instant begun,
    ProcessMark run,
    Optional<ProcessMark> guard,
    Optional<MachineRecord> service,
    Optional<Failure> failure) {

  /** Why it could not be taken back, in one line. */
  public record Failure(Instant when, String why) {}

  /** The same with the process that takes it back. */
  public Unfinished guardedBy(ProcessMark process) {
    return new Unfinished(
        id,
        machine,
        server,
        project,
        mark,
        begun,
        run,
        Optional.of(process),
        service,
        Optional.empty());
  }

  /** The same with the service that was made. */
  public Unfinished with(MachineRecord made) {
    return new Unfinished(
        id, machine, server, project, mark, begun, run, guard, Optional.of(made), failure);
  }

  /** The same after a try to take it back that failed. */
  public Unfinished failed(Instant when, String why) {
    return new Unfinished(
        id,
        machine,
        server,
        project,
        mark,
        begun,
        run,
        guard,
        service,
        Optional.of(new Failure(when, why)));
  }

  /** Whether its run or its guard is still at work, so that no other run need do anything. */
  public boolean isAttended() {
    return run.isAlive() || guard.filter(ProcessMark::isAlive).isPresent();
  }

  String write() {
    var json =
        Json.object()
            .with("machine", machine)
            .with("server", server.toString())
            .with("project", project)
            .with("mark", mark)
            .with("begun", begun.toString())
            .with("run", run.write())
            .with("guard", guard.map(ProcessMark::write).orElse(""));
    if (service.isPresent()) {
      json = json.with("service", Json.parse(service.get().write()));
    }
    if (failure.isPresent()) {
      json = json.with("failedAt", failure.get().when().toString());
      json = json.with("failure", failure.get().why());
    }
    return json + "\n";
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException where it is something else
   */
  static Unfinished read(String id, String text) {
    var json = Json.parse(text);
    try {
      return new Unfinished(
          id,
          required(json, "machine"),
          URI.create(required(json, "server")),
          required(json, "project"),
          required(json, "mark"),
          Instant.parse(required(json, "begun")),
          ProcessMark.read(required(json, "run")),
          json.get("guard").text().filter(guard -> !guard.isEmpty()).map(ProcessMark::read),
          json.get("service").fields().isEmpty()
              ? Optional.empty()
              : Optional.of(MachineRecord.read(json.get("service").toString())),
          json.get("failedAt")
              .text()
              .map(when -> new Failure(Instant.parse(when), json.get("failure").textOrEmpty())));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String required(Json json, String name) {
    return json.get(name)
        .text()
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is missing"));
  }
}
