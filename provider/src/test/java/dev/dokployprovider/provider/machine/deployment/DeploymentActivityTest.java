package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentActivityTest {
  private static final Instant OLDEST = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest(name = "status {0}, newest row {1} {2}, queued {3}: {4}")
  @CsvSource({
    // The queue knows, from 0.28.3 on.
    "RUNNING, RUNNING,   young, true,  YES",
    "RUNNING, RUNNING,   old,   true,  YES",
    "IDLE,    RUNNING,   young, true,  YES",
    "RUNNING, -,         -,     true,  YES",
    "RUNNING, DONE,      young, true,  YES",
    "RUNNING, CANCELLED, young, true,  YES",
    "RUNNING, RUNNING,   young, false, NO",
    "RUNNING, -,         -,     false, NO",
    "RUNNING, DONE,      young, false, NO",
    // Older releases do not tell.
    "RUNNING, RUNNING,   young, -,     YES",
    "IDLE,    RUNNING,   young, -,     YES",
    "RUNNING, -,         -,     -,     PERHAPS",
    "RUNNING, DONE,      young, -,     PERHAPS",
    "RUNNING, CANCELLED, young, -,     PERHAPS",
    "RUNNING, RUNNING,   old,   -,     PERHAPS",
    "IDLE,    RUNNING,   old,   -,     PERHAPS",
    // Nothing says so.
    "IDLE,    -,         -,     -,     NO",
    "DONE,    DONE,      young, -,     NO",
    "ERROR,   ERROR,     young, -,     NO",
    "IDLE,    CANCELLED, young, -,     NO",
  })
  void a_deployment_is_under_way_or_not(
      ServiceStatus status, String row, String age, String queued, DeploymentActivity expected) {
    var service =
        new Service("id", "name", "app", "d", status, "", Optional.empty(), rows(row, age));
    var told = queued.equals("-") ? Optional.<Boolean>empty() : Optional.of(queued.equals("true"));
    assertThat(DeploymentActivity.of(service, told, OLDEST)).isEqualTo(expected);
  }

  private static List<Deployment> rows(String status, String age) {
    var createdAt = age.equals("old") ? "2025-12-31T23:59:59.999Z" : "2026-01-01T00:00:00.001Z";
    return status.equals("-")
        ? List.of()
        : List.of(row(status, createdAt), row("DONE", "2025-01-01T00:00:00.000Z"));
  }

  private static Deployment row(String status, String createdAt) {
    return new Deployment(
        createdAt, "title", Deployment.Status.valueOf(status), "", Optional.empty(), createdAt);
  }
}
