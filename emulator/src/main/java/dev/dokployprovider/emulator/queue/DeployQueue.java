package dev.dokployprovider.emulator.queue;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The queue of deployments, one at a time: for the whole instance before 0.29.9, for each server
 * from then on. Jobs of the former are kept on disk; one that was running when the process ended is
 * run again after a while, as BullMQ does with a stalled job.
 */
public final class DeployQueue implements AutoCloseable {
  /** How long an interrupted worker may take to notice. */
  private static final Duration END = Duration.ofSeconds(10);

  private final Store store;
  private final Deployer deployer;
  private final List<Job> waiting = new ArrayList<>();
  private final Map<String, Job> active = new HashMap<>();
  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
  private boolean closed;

  public DeployQueue(Store store, Deployer deployer) {
    this.store = store;
    this.deployer = deployer;
  }

  /**
   * Takes up what an earlier process left.
   *
   * @param stalledAfter how long a job that was running is left alone
   */
  public void recover(Duration stalledAfter) {
    if (store.release.cancelsAtStart()) {
      store
          .deployments
          .where(row -> row.text("status").equals("running"))
          .forEach(row -> cancel(row.text("deploymentId")));
    }
    if (store.release.resetsServicesAtStart()) {
      store
          .services
          .where(row -> row.text("composeStatus").equals("running"))
          .forEach(row -> store.setStatus(row.text("composeId"), "idle"));
    }
    for (Row row : store.jobs.all()) {
      if (row.flag("active")) {
        worker(() -> requeue(Job.of(row), stalledAfter));
      } else {
        offer(Job.of(row));
      }
    }
  }

  private void cancel(String deploymentId) {
    store.deployments.update(deploymentId, row -> row.with("status", "cancelled"));
  }

  private void requeue(Job job, Duration after) {
    try {
      Thread.sleep(after);
      offer(job);
    } catch (InterruptedException e) {
      // Closed before its time came: the row is still on disk.
    }
  }

  /** Puts a service's deployment at the end of the queue. */
  public void enqueue(Row service, String kind, String title, String description) {
    Job job = Job.of(service, kind, title, description);
    if (!store.release.queueIsInMemory()) {
      store.jobs.insert(job.row(false));
    }
    offer(job);
  }

  private synchronized void offer(Job job) {
    waiting.add(job);
    next(lane(job));
  }

  private String lane(Job job) {
    return store.release.queueIsInMemory() ? job.serverId() : "";
  }

  private synchronized void next(String lane) {
    if (closed || active.containsKey(lane)) {
      return;
    }
    for (Job job : waiting) {
      if (lane(job).equals(lane)) {
        waiting.remove(job);
        active.put(lane, job);
        store.jobs.update(job.jobId(), row -> row.with("active", true));
        // The status changes before deploy has answered, as was seen on real servers.
        worker(() -> run(lane, job));
        return;
      }
    }
  }

  private void run(String lane, Job job) {
    try {
      deployer.run(job);
      finished(lane, job);
    } catch (InterruptedException e) {
      // The process ends; the job's row stays for the next one.
    } catch (RuntimeException e) {
      if (isClosed()) {
        // A write that the interrupt hit.
        return;
      }
      System.err.println("deployment of " + job.composeId() + " failed: " + e);
      finished(lane, job);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void finished(String lane, Job job) {
    active.remove(lane, job);
    if (!closed) {
      store.jobs.remove(job.jobId());
      next(lane);
    }
  }

  private void worker(Runnable work) {
    Thread thread =
        Thread.ofVirtual()
            .unstarted(() -> {
              work.run();
              workers.remove(Thread.currentThread());
            });
    workers.add(thread);
    thread.start();
  }

  /** Drops the jobs of a service that wait. */
  public synchronized void clean(String composeId) {
    waiting.removeIf(job -> job.composeId().equals(composeId));
    store.jobs.removeWhere(row -> row.text("composeId").equals(composeId) && !row.flag("active"));
  }

  /** Whether nothing waits or runs. */
  public synchronized boolean isIdle() {
    return waiting.isEmpty() && active.isEmpty();
  }

  /** Jobs as deployment.queueList shows them, the newest first. */
  public synchronized List<Map<String, @Nullable Object>> list() {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    active.values().forEach(job -> list.add(shown(job, "active")));
    waiting.forEach(job -> list.add(shown(job, "waiting")));
    return list.reversed();
  }

  private static Map<String, @Nullable Object> shown(Job job, String state) {
    return Json.object(
        "id", job.jobId(),
        "name", "deployments",
        "data",
            Json.object(
                "composeId", job.composeId(),
                "titleLog", job.title(),
                "descriptionLog", job.description(),
                "type", job.kind(),
                "applicationType", "compose",
                "server", !job.serverId().isEmpty(),
                "serverId", job.serverId().isEmpty() ? null : job.serverId()),
        "timestamp", java.time.Instant.parse(job.enqueuedAt()).toEpochMilli(),
        "state", state);
  }

  /** Ends the workers as a killed process would: nothing is written any more. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    workers.forEach(Thread::interrupt);
    try {
      for (Thread worker : workers) {
        worker.join(END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
