package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Deployments, one at a time for the whole instance. A service that waits keeps its old status and
 * has no row (dokploy-observed.md, QUEUE).
 */
final class DeploymentQueue implements AutoCloseable {
  private static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd:HH:mm:ss", Locale.ROOT);

  private static final String FAILED =
      """
      Error: ❌ Docker command failed

      Error occurred ❌, check the logs for details.
      """;

  private record Job(String composeId, String title) {}

  private final World world;
  private final Deque<Job> waiting = new ArrayDeque<>();
  private final Thread worker;
  private Optional<Job> active = Optional.empty();
  private boolean open = true;

  DeploymentQueue(World world) {
    this.world = world;
    this.worker = Thread.ofVirtual().name("deployments").unstarted(this::work);
  }

  void start() {
    worker.start();
  }

  synchronized void add(String composeId, String title) {
    waiting.add(new Job(composeId, title));
    notifyAll();
  }

  synchronized void drop(String composeId) {
    waiting.removeIf(job -> job.composeId().equals(composeId));
  }

  /** As deployment.queueList shows them. */
  synchronized List<Row> list() {
    var rows = new ArrayList<Row>();
    active.ifPresent(job -> rows.add(row(job, "active")));
    waiting.forEach(job -> rows.add(row(job, "waiting")));
    return rows;
  }

  private static Row row(Job job, String state) {
    return new Row()
        .with("id", job.composeId() + "-" + state)
        .with("name", "deployments")
        .with("state", state)
        .with(
            "data",
            new Row()
                .with("composeId", job.composeId())
                .with("titleLog", job.title())
                .with("applicationType", "compose")
                .with("type", "deploy"));
  }

  private void work() {
    for (var job = next(); job.isPresent(); job = next()) {
      try {
        deploy(job.get());
      } catch (IOException | RuntimeException e) {
        System.err.println("emulator: a deployment failed: " + e);
      } finally {
        ended();
      }
    }
  }

  private synchronized Optional<Job> next() {
    try {
      while (open && waiting.isEmpty()) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    active = open ? Optional.of(waiting.remove()) : Optional.empty();
    return active;
  }

  private synchronized void ended() {
    active = Optional.empty();
  }

  private void deploy(Job job) throws IOException {
    var found = world.store().find(Table.COMPOSE, job.composeId());
    if (found.isEmpty()) {
      return;
    }
    var compose = found.get();
    String appName = compose.text("appName");
    world.store().update(Table.COMPOSE, job.composeId(), Map.of("composeStatus", "running"));
    String logPath =
        "/etc/dokploy/logs/%s/%s-%s.log"
            .formatted(appName, appName, LOG_TIME.format(LocalDateTime.now(ZoneOffset.UTC)));
    Path log = world.real(logPath);
    Files.createDirectories(log.resolveSibling(""));
    Files.writeString(log, "Initializing deployment\n");
    String id = World.id(21);
    world.store().put(Table.DEPLOYMENT, deploymentRow(id, job, logPath));
    boolean done = run(compose, log);
    // The deployment's row says so a moment before the service's does.
    world
        .store()
        .update(
            Table.DEPLOYMENT,
            id,
            Map.of("status", done ? "done" : "error", "finishedAt", World.now()));
    world
        .store()
        .update(Table.COMPOSE, job.composeId(), Map.of("composeStatus", done ? "done" : "error"));
  }

  private Row deploymentRow(String id, Job job, String logPath) {
    var row =
        new Row()
            .with("deploymentId", id)
            .with("title", job.title())
            .with("description", "")
            .with("status", "running")
            .with("logPath", logPath)
            .with("applicationId", null)
            .with("composeId", job.composeId())
            .with("serverId", null)
            .with("isPreviewDeployment", false)
            .with("previewDeploymentId", null)
            .with("createdAt", World.now())
            .with("startedAt", World.now())
            .with("finishedAt", null)
            .with("errorMessage", null)
            .with("scheduleId", null)
            .with("backupId", null);
    if (world.release().hasEnvironments()) {
      row.with("pid", null).with("rollbackId", null).with("volumeBackupId", null);
    }
    return world.release().isZod4() ? row.with("buildServerId", null) : row;
  }

  private boolean run(Row compose, Path log) throws IOException {
    if (!compose.text("sourceType").equals("raw")) {
      Files.writeString(log, "Github Provider not found\n");
      return false;
    }
    String appName = compose.text("appName");
    Path code = Files.createDirectories(world.codeFolder(appName));
    try {
      String file =
          world.release().rewritesComposeFiles()
              ? RewrittenFile.of(compose.text("composeFile"), world.release())
              : compose.text("composeFile");
      Files.writeString(code.resolve("docker-compose.yml"), file);
      Files.writeString(code.resolve(".env"), environmentFile(compose));
    } catch (IllegalArgumentException e) {
      Files.writeString(log, "❌ Has occurred an error: " + e.getMessage() + "\n");
      return false;
    }
    boolean done = world.engine().up(appName, code, true, log) == 0;
    String end = done ? "Docker Compose Deployed: ✅\n" : FAILED;
    Files.writeString(log, end, java.nio.file.StandardOpenOption.APPEND);
    return done;
  }

  private static String environmentFile(Row compose) {
    String given = compose.text("env");
    String config = given.contains("DOCKER_CONFIG") ? "" : "\nDOCKER_CONFIG=/root/.docker";
    return "APP_NAME=" + compose.text("appName") + "\n" + given + config;
  }

  @Override
  public void close() {
    synchronized (this) {
      open = false;
      notifyAll();
    }
    try {
      worker.join(java.time.Duration.ofMinutes(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a restart in the middle of a deployment leaves (dokploy-api.md §3.4). */
  void recover() {
    for (var row : world.store().where(Table.DEPLOYMENT, "status", "running")) {
      String composeId = row.text("composeId");
      if (world.release().cancelsAtStart()) {
        world
            .store()
            .update(Table.DEPLOYMENT, row.text("deploymentId"), Map.of("status", "cancelled"));
      }
      if (world.release().resetsStatusAtStart()) {
        world.store().update(Table.COMPOSE, composeId, Map.of("composeStatus", "idle"));
      } else {
        // BullMQ runs the stalled job again, as a second row.
        add(composeId, row.text("title"));
      }
    }
  }

  /** The real file of a log, for those who read it as it grows. */
  static String read(Path log) {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
