package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.emulator.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Deployments wait for each other, and what a restart does to them (docs/reference/dokploy.md
 * §3.4).
 */
class QueueTest {
  @TempDir Path data;

  @ParameterizedTest
  @ValueSource(strings = {"0.22.7", "0.28.8", "0.30.2"})
  void a_queued_service_keeps_its_status_and_has_no_deployment(String release) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var first = dokploy.service("first", Dokploy.FILE);
      var second = dokploy.service("second", Dokploy.FILE);
      dokploy.admin("hang", nothing());
      dokploy.deploy(first);
      dokploy.deploy(second);
      Await.until(() -> dokploy.deployments(first).contains("running"), "the first runs");
      assertThat(dokploy.status(second)).isEqualTo("idle");
      assertThat(dokploy.deployments(second)).isEmpty();
      dokploy.admin("release", nothing());
      dokploy.awaitIdle();
      assertThat(dokploy.status(first)).isEqualTo("done");
      assertThat(dokploy.status(second)).isEqualTo("done");
    }
  }

  @Test
  void the_queue_can_be_seen_from_0_28_3_on() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      var first = dokploy.service("first", Dokploy.FILE);
      var second = dokploy.service("second", Dokploy.FILE);
      dokploy.admin("hang", nothing());
      dokploy.deploy(first);
      dokploy.deploy(second);
      var queue = Dokploy.list(dokploy.get("deployment.queueList"));
      assertThat(queue).extracting(job -> job.get("state")).containsExactly("waiting", "active");
      assertThat(queue).extracting(QueueTest::composeId).containsExactly(second.id(), first.id());
      dokploy.admin("release", nothing());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.22.7", "0.28.8", "0.30.2"})
  void a_deployment_can_be_held_where_its_service_runs_and_has_no_row(String release)
      throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var service = dokploy.service("one", Dokploy.FILE);
      dokploy.admin("hang", Json.object("at", "row"));
      dokploy.admin("hang", nothing());
      dokploy.deploy(service);
      Await.until(() -> dokploy.status(service).equals("running"), "the job begins");
      assertThat(dokploy.deployments(service)).isEmpty();
      dokploy.admin("release", Json.object("at", "row"));
      Await.until(() -> dokploy.deployments(service).contains("running"), "it has its row");
      assertThat(dokploy.containers(service)).isEmpty();
      dokploy.admin("release", nothing());
      dokploy.awaitIdle();
      assertThat(dokploy.deployments(service)).containsExactly("done");
      assertThat(dokploy.states(service)).containsExactly("running");
    }
  }

  /** The row of a deployment belongs to the service's row, so the database refuses it. */
  @Test
  void nothing_is_built_of_a_service_that_goes_before_its_deployment_has_a_row() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      var service = dokploy.service("one", Dokploy.FILE);
      dokploy.admin("hang", Json.object("at", "row"));
      dokploy.deploy(service);
      Await.until(() -> dokploy.status(service).equals("running"), "the job begins");
      dokploy.post("compose.delete", service.body());
      dokploy.admin("release", nothing());
      dokploy.awaitIdle();
      assertThat(dokploy.containers(service)).isEmpty();
    }
  }

  private static @Nullable Object composeId(Map<String, @Nullable Object> job) {
    return Json.objectAt(job, "data").get("composeId");
  }

  @Test
  void cleaning_the_queue_drops_what_waits() throws Exception {
    try (var dokploy = Dokploy.start("0.22.7", data)) {
      var first = dokploy.service("first", Dokploy.FILE);
      var second = dokploy.service("second", Dokploy.FILE);
      dokploy.admin("hang", nothing());
      dokploy.deploy(first);
      dokploy.deploy(second);
      assertThat(dokploy.post("compose.cleanQueues", second.body())).isEqualTo("");
      dokploy.admin("release", nothing());
      dokploy.awaitIdle();
      assertThat(dokploy.deployments(second)).isEmpty();
    }
  }

  @Test
  void waiting_jobs_survive_a_restart_before_0_29_9() throws Exception {
    assertThat(afterRestart("0.29.8")).isEqualTo("done");
  }

  @Test
  void waiting_jobs_are_lost_by_a_restart_from_0_29_9_on() throws Exception {
    assertThat(afterRestart("0.29.9")).isEqualTo("idle");
  }

  /** The status of a service that waited when the server was killed. */
  private String afterRestart(String release) throws IOException, InterruptedException {
    try (var dokploy = Dokploy.start(release, data)) {
      var first = dokploy.service("first", Dokploy.FILE);
      var second = dokploy.service("second", Dokploy.FILE);
      dokploy.admin("hang", nothing());
      dokploy.deploy(first);
      dokploy.deploy(second);
      dokploy.restart();
      dokploy.awaitIdle();
      return dokploy.status(second);
    }
  }

  @Test
  void a_killed_deployment_is_run_again_and_its_row_runs_forever_in_0_22_7() throws Exception {
    try (var dokploy = Dokploy.start("0.22.7", data, Duration.ofSeconds(5))) {
      var service = killedWhileDeploying(dokploy);
      assertThat(dokploy.deployments(service)).containsExactly("running");
      Await.until(() -> dokploy.deployments(service).contains("done"), "the job is run again");
      assertThat(dokploy.deployments(service)).containsExactly("done", "running");
    }
  }

  @Test
  void a_killed_deployment_is_cancelled_and_run_again_in_0_28_8() throws Exception {
    try (var dokploy = Dokploy.start("0.28.8", data)) {
      var service = killedWhileDeploying(dokploy);
      Await.until(() -> dokploy.deployments(service).contains("done"), "the job is run again");
      assertThat(dokploy.deployments(service)).containsExactly("done", "cancelled");
      Await.until(() -> dokploy.status(service).equals("done"), "the service is done");
    }
  }

  @Test
  void a_killed_deployment_is_cancelled_and_its_service_idle_in_0_30_2() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      var service = killedWhileDeploying(dokploy);
      assertThat(dokploy.deployments(service)).containsExactly("cancelled");
      assertThat(dokploy.status(service)).isEqualTo("idle");
    }
  }

  private static Dokploy.Service killedWhileDeploying(Dokploy dokploy) throws Exception {
    var service = dokploy.service("killed", Dokploy.FILE);
    dokploy.admin("hang", nothing());
    dokploy.deploy(service);
    Await.until(() -> dokploy.deployments(service).contains("running"), "it is being deployed");
    dokploy.restart();
    return service;
  }

  @Test
  void servers_have_queues_of_their_own_from_0_29_9_on() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      var server = dokploy.server();
      var here = dokploy.service("here", Dokploy.FILE);
      var there = dokploy.service("there", Dokploy.FILE, Json.object("serverId", server));
      dokploy.admin("hang", nothing());
      dokploy.deploy(here);
      dokploy.deploy(there);
      Await.until(
          () ->
              dokploy.deployments(there).contains("running")
                  && dokploy.deployments(here).contains("running"),
          "both run at once");
      dokploy.admin("release", nothing());
    }
  }

  private static Map<String, @Nullable Object> nothing() {
    return Json.object();
  }
}
