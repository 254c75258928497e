package dev.dokployprovider.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The numbers that docs/performance.md explains: each is a ratio of two things measured in this
 * run, one after the other in turn, so that a noisy computer disturbs both.
 */
final class Bench {
  private static final int CREATES = 5;
  private static final int COMMANDS = 40;
  private static final int STATUSES = 10;

  private final Path folder;

  private Bench(Path folder) {
    this.folder = folder;
  }

  static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("dokploy-bench");
    var bench = new Bench(folder);
    if (Engine.docker("info").exitCode() != 0) {
      throw new IllegalStateException("the benchmark needs a Docker engine, and none answers");
    }
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      bench.create(dokploy);
      bench.commandAndStatus(dokploy);
    }
  }

  /** One use of something: what it took by the clock and of the processor. */
  private record Cost(Duration wall, Duration cpu) {
    static Cost of(Runnable work) {
      var cpu = Cpu.ofChildren();
      long start = System.nanoTime();
      work.run();
      return new Cost(Duration.ofNanos(System.nanoTime() - start), Cpu.ofChildren().minus(cpu));
    }
  }

  /** Create until `command true` answers, against a bare deploy until its container runs. */
  private void create(Emulator dokploy) {
    var warm = Machine.of(dokploy, "warm", folder);
    warm.must("create");
    var file = composeFile(dokploy);
    var creates = new ArrayList<Cost>();
    var deploys = new ArrayList<Cost>();
    for (int i = 0; i < CREATES; i++) {
      var machine = Machine.of(dokploy, "create-" + i, folder);
      creates.add(
          Cost.of(() -> {
            machine.must("create");
            machine.answer("true");
          }));
      machine.must("delete");
      var bare = new BareService(dokploy, "bare-" + i, file);
      deploys.add(Cost.of(bare::deployUntilItRuns));
      bare.delete();
    }
    warm.must("delete");
    report(
        "create until `command true`, image cached (wall)",
        wall(creates),
        wall(deploys),
        "bare deploy until the container runs",
        1.5);
  }

  private static String composeFile(Emulator dokploy) {
    return dokploy.get("/emulator/compose-files").members().getFirst().toString();
  }

  private void commandAndStatus(Emulator dokploy) {
    var machine = Machine.of(dokploy, "command", folder);
    machine.must("create");
    machine.answer("true");
    var live = new ArrayList<Cost>();
    var fresh = new ArrayList<Cost>();
    var liveStatus = new ArrayList<Cost>();
    for (int i = 0; i < COMMANDS; i++) {
      live.add(Cost.of(() -> machine.answer("true")));
      fresh.add(Cost.of(() -> freshSsh(machine)));
      liveStatus.add(Cost.of(machine::status));
    }
    report(
        "`command true`, live connection (CPU)",
        cpu(live),
        cpu(fresh),
        "fresh `ssh host true`",
        0.25);
    report(
        "`command true`, live connection (wall)",
        wall(live),
        wall(fresh),
        "fresh `ssh host true`",
        0.25);
    print("`status`, live connection: %.1f ms CPU".formatted(cpu(liveStatus)));

    machine.must("stop");
    var stopped = new ArrayList<Cost>();
    dokploy.post("/emulator/calls/reset", Map.of());
    for (int i = 0; i < STATUSES; i++) {
      forgetStopped(machine);
      stopped.add(Cost.of(machine::status));
    }
    print(
        "`status`, no connection (http): %.0f ms CPU, %.1f API calls"
            .formatted(cpu(stopped), dokploy.calls() / (double) STATUSES));
    machine.must("delete");
  }

  private static void freshSsh(Machine machine) {
    var run =
        Run.of(
            List.of(
                "ssh",
                "-F",
                machine.folder().resolve("ssh_config").toString(),
                "-o",
                "ControlPath=none",
                "machine",
                "true"),
            Engine.plainEnvironment(),
            "",
            Duration.ofMinutes(1));
    if (run.exitCode() != 0) {
      throw new AssertionError(run.transcript());
    }
  }

  private static void forgetStopped(Machine machine) {
    try {
      Files.deleteIfExists(machine.folder().resolve("cache").resolve("stopped"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double wall(List<Cost> costs) {
    return median(costs.stream().map(Cost::wall).toList());
  }

  /** The mean: Linux counts the processor's time in steps that are larger than one such use. */
  private static double cpu(List<Cost> costs) {
    return costs.stream().mapToLong(cost -> cost.cpu().toNanos()).average().orElseThrow() / 1e6;
  }

  private static double median(List<Duration> durations) {
    var sorted = durations.stream().sorted().toList();
    return sorted.get(sorted.size() / 2).toNanos() / 1e6;
  }

  private static void report(String what, double ours, double theirs, String than, double aim) {
    print(
        "%s: %.0f ms; %s: %.0f ms; ratio %.2f (aim: at most %.2f)"
            .formatted(what, ours, than, theirs, ours / theirs, aim));
  }

  private static void print(String line) {
    System.out.println(line);
  }

  /** Keeps the parts that only the benchmark needs together. */
  private record BareService(Emulator dokploy, String name, String composeFile) {
    void deployUntilItRuns() {
      var project = dokploy.post("/api/project.create", Map.of("name", name));
      var service =
          dokploy.post(
              "/api/compose.create",
              Map.of(
                  "name",
                  name,
                  "description",
                  "",
                  "environmentId",
                  project.at("environment").text("environmentId"),
                  "composeType",
                  "docker-compose",
                  "appName",
                  name));
      String id = service.text("composeId");
      dokploy.post(
          "/api/compose.update",
          Map.of("composeId", id, "sourceType", "raw", "composeFile", composeFile));
      dokploy.post("/api/compose.deploy", Map.of("composeId", id));
      Waiting.until("the bare service runs", () -> isRunning(service.text("appName")));
    }

    private boolean isRunning(String appName) {
      return dokploy
          .get("/api/docker.getContainersByAppNameMatch?appType=docker-compose&appName=" + appName)
          .items()
          .stream()
          .anyMatch(row -> row.text("state").equals("running"));
    }

    void delete() {
      dokploy.get("/api/project.all").items().stream()
          .filter(project -> project.text("name").equals(name))
          .flatMap(project -> project.at("environments").items().stream())
          .flatMap(environment -> environment.at("compose").items().stream())
          .map(service -> service.text("composeId"))
          .forEach(id ->
              dokploy.post("/api/compose.delete", Map.of("composeId", id, "deleteVolumes", true)));
    }
  }
}
