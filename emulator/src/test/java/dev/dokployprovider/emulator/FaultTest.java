package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.emulator.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults and counts that tests of other programs ask for. */
class FaultTest {
  @TempDir Path data;

  @Test
  void a_dropped_answer_has_had_its_effect() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      dokploy.admin(
          "faults", Json.object("procedure", "project.create", "kind", "drop", "count", 1));
      assertThatThrownBy(() -> dokploy.post("project.create", Json.object("name", "a")))
          .isInstanceOf(IOException.class);
      assertThat(Dokploy.list(dokploy.get("project.all"))).hasSize(1);
      dokploy.post("project.create", Json.object("name", "b"));
      assertThat(Dokploy.list(dokploy.get("project.all"))).hasSize(2);
    }
  }

  @Test
  void a_call_that_is_cut_off_in_its_middle_goes_on() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      var service = dokploy.service("one", Dokploy.FILE);
      dokploy.deployed(service);
      dokploy.admin("hang", Json.object("at", "stop"));
      dokploy.admin(
          "faults",
          Json.object("procedure", "compose.delete", "kind", "cut", "millis", 200, "count", 1));
      assertThatThrownBy(() -> dokploy.post("compose.delete", service.body()))
          .isInstanceOf(IOException.class);
      assertThat(dokploy.states(service)).containsExactly("running");
      dokploy.admin("release", Json.object("at", "stop"));
      Await.until(() -> dokploy.containers(service).isEmpty(), "Docker has removed it");
    }
  }

  @Test
  void a_call_that_is_cut_off_at_once_may_have_its_effect_later() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      dokploy.admin(
          "faults",
          Json.object("procedure", "project.create", "kind", "late", "millis", 200, "count", 1));
      assertThatThrownBy(() -> dokploy.post("project.create", Json.object("name", "a")))
          .isInstanceOf(IOException.class);
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (Dokploy.list(dokploy.get("project.all")).isEmpty() && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertThat(Dokploy.list(dokploy.get("project.all"))).hasSize(1);
    }
  }

  @Test
  void a_page_instead_of_an_answer_has_no_effect() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      dokploy.admin(
          "faults",
          Json.object(
              "procedure", "project.create",
              "kind", "status",
              "status", 503,
              "body", "<html>away</html>",
              "count", 1));
      var answer = Dokploy.answer(dokploy.client(), "project.create", Json.object("name", "a"));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).isEqualTo("<html>away</html>");
      assertThat(Dokploy.list(dokploy.get("project.all"))).isEmpty();
    }
  }

  @Test
  void a_truncated_body_ends_in_its_middle() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      dokploy.admin("faults", Json.object("procedure", "user.get", "kind", "truncate", "count", 1));
      assertThatThrownBy(() -> dokploy.get("user.get")).isInstanceOf(IOException.class);
      assertThat(dokploy.get("user.get")).isInstanceOf(Map.class);
    }
  }

  @Test
  void latency_is_added_until_it_is_cleared() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      dokploy.admin("faults", Json.object("procedure", "*", "kind", "latency", "millis", 300));
      long before = System.nanoTime();
      dokploy.get("settings.getIp");
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThanOrEqualTo(Duration.ofMillis(300));
      assertThat(dokploy.admin("faults/clear", Json.object())).containsEntry("done", true);
    }
  }

  @Test
  void calls_and_the_bytes_of_their_answers_are_counted() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      dokploy.admin("calls/reset", Json.object());
      dokploy.get("settings.getDokployVersion");
      dokploy.get("settings.getDokployVersion");
      assertThat(dokploy.client().get("/emulator/calls"))
          .isEqualTo(
              Map.of("settings.getDokployVersion", Map.of("begun", 2, "calls", 2, "bytes", 18)));
    }
  }
}
