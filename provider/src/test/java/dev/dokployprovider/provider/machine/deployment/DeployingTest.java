package dev.dokployprovider.provider.machine.deployment;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.LogTail;
import dev.dokployprovider.dokploy.QueuedJob;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.problem.DeploymentFault;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When a deployment is polled, and which failures are tolerated meanwhile. The clock is the test's.
 */
class DeployingTest {
  @TempDir Path folder;

  private final StoppedTime time = new StoppedTime();
  private final List<Long> looks = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final FakeDokploy dokploy = new FakeDokploy().onVoid(Call.DEPLOY, () -> {});
  private Optional<Server> server = Optional.empty();
  private Duration aliveUntil = Duration.ofHours(1);
  private Duration rowAt = Duration.ZERO;
  private Duration doneAt = Duration.ZERO;

  @Test
  void a_deployment_of_a_real_server_whose_log_is_not_streamed_is_looked_at_seven_times() {
    doneAt = Duration.ofMillis(3500);
    assertThat(deploy()).isEqualTo(Optional.of(row(Deployment.Status.DONE)));
    assertThat(looks).containsExactly(100L, 300L, 850L, 1300L, 1930L, 2810L, 4050L);
  }

  @Test
  void a_quick_one_is_seen_soon_after_its_end() {
    doneAt = Duration.ofMillis(800);
    deploy();
    assertThat(looks).containsExactly(100L, 300L, 850L);
  }

  @Test
  void the_longer_one_takes_the_less_often_it_is_looked_at() {
    doneAt = Duration.ofSeconds(19);
    dokploy.on(Call.FOLLOW_LOG, () -> LogTail.NOTHING).on(Call.CONTAINERS, List::of);
    deploy();
    assertThat(looks.subList(7, looks.size())).containsExactly(5910L, 8700L, 12_885L, 19_162L);
  }

  @Test
  void a_log_that_must_be_read_is_read_in_place_of_every_other_look() {
    doneAt = Duration.ofSeconds(60);
    dokploy.on(Call.FOLLOW_LOG, () -> tail(0, "Initializing\n", 10_000, "#1 a\n"));
    dokploy.on(Call.CONTAINERS, List::of);
    deploy();
    assertThat(looks.subList(7, looks.size())).containsExactly(8700L, 19_162L, 42_703L, 95_669L);
  }

  @Test
  void a_log_that_is_read_tells_the_end() {
    doneAt = Duration.ofMinutes(5);
    dokploy.on(
        Call.FOLLOW_LOG,
        () -> tail(0, "Initializing\n", 50_000, " Container devpod-web-abc-machine-1  Started\n"));
    dokploy.on(Call.CONTAINERS, List::of);
    assertThat(deploy()).isEqualTo(Optional.of(row(Deployment.Status.RUNNING)));
    assertThat(Duration.ofNanos(time.nanos())).isLessThan(Duration.ofSeconds(75));
  }

  /** Readings of the log are not among these; CallsOfCreateTest counts all that a create makes. */
  @ParameterizedTest
  @CsvSource({
    "talks, 180, 14",
    "falls silent, 60, 15",
    "falls silent, 180, 22",
    "is read, 60, 19",
    "is read, 180, 25",
  })
  void a_long_build_on_another_server_takes_few_calls(String log, int seconds, int calls) {
    server = Optional.of(new Server("S1", "far", "203.0.113.9"));
    doneAt = Duration.ofSeconds(seconds);
    switch (log) {
      case "talks" ->
          streams(
              IntStream.range(0, 18)
                  .boxed()
                  .flatMap(i -> Stream.of(i * 10_000, "#" + i + " a\n"))
                  .toArray());
      case "falls silent" -> streams(1000, "#1 a\n");
      default -> {}
    }
    dokploy
        .on(Call.TROUBLE_OF_SERVER, Optional::empty)
        .on(Call.FOLLOW_LOG, () -> tail(0, "Initializing\n"))
        .on(Call.CONTAINERS, List::of);
    deploy();
    assertThat(dokploy.asked()).as("%s", dokploy.asked()).hasSizeLessThanOrEqualTo(calls);
  }

  @Test
  void the_log_tells_at_once_that_the_container_was_started() {
    doneAt = Duration.ofSeconds(9);
    streams(
        0,
        "Initializing\n",
        5000,
        "#1 a\n Container devpod-web-abc-machine-1  Sta",
        5020,
        "rted\n");
    assertThat(deploy()).isEqualTo(Optional.of(row(Deployment.Status.RUNNING)));
    assertThat(Duration.ofNanos(time.nanos())).isBetween(ofMillis(5020), ofMillis(5040));
    assertThat(dokploy.asked()).containsOnly(Call.DEPLOY, Call.FIND_SERVICE, Call.STREAM_LOG);
  }

  @Test
  void a_service_that_was_deleted_before_its_container_was_started_is_not_taken_for_up() {
    doneAt = Duration.ofSeconds(9);
    streams(5000, " Container devpod-web-abc-machine-1  Started\n");
    dokploy
        .on(
            Call.FIND_SERVICE,
            () ->
                time.nanos() < Duration.ofMillis(4500).toNanos()
                    ? Optional.of(look())
                    : Optional.empty())
        .on(Call.FOLLOW_LOG, () -> LogTail.NOTHING)
        .on(Call.QUEUE, Optional::empty);

    var deletion = deployed().deletion();
    assertThatThrownBy(deletion::end)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Problem.DeletedMeanwhile("web")));
  }

  @Test
  void another_services_container_is_no_sign() {
    doneAt = Duration.ofMillis(1900);
    streams(500, " Container devpod-web-abc-volumes-1  Started\n");
    deploy();
    assertThat(looks).containsExactly(100L, 300L, 850L, 1950L);
  }

  @Test
  void a_log_that_ends_without_a_word_of_the_container_is_a_reason_to_look() {
    doneAt = Duration.ofMillis(5250);
    streams(0, "Initializing\n", 5060, "Docker Compose Deployed: ✅\n");
    assertThat(deploy()).isEqualTo(Optional.of(row(Deployment.Status.DONE)));
    assertThat(looks.subList(5, looks.size())).containsExactly(5070L, 5170L, 5370L);
  }

  @Test
  void a_build_of_minutes_whose_log_is_followed_takes_few_calls() {
    doneAt = Duration.ofMinutes(5);
    streams(1000, "#1 a\n", 180_000, " Container devpod-web-abc-machine-1 Started\n");
    deploy();
    assertThat(Duration.ofNanos(time.nanos())).isBetween(ofMillis(180_000), ofMillis(180_020));
    assertThat(dokploy.asked()).hasSizeLessThanOrEqualTo(16);
  }

  @Test
  void a_stream_that_falls_silent_and_is_gone_leaves_it_to_the_looks() {
    doneAt = Duration.ofSeconds(19);
    streams(1000, "#1 a\n");
    aliveUntil = Duration.ofSeconds(2);
    deploy();
    assertThat(looks.getLast()).isBetween(19_000L, 24_000L);
  }

  @Test
  void a_stream_that_is_lost_in_a_long_pause_is_a_reason_to_look() {
    doneAt = Duration.ofSeconds(32);
    streams(1000, "#1 a\n");
    aliveUntil = Duration.ofSeconds(26);
    dokploy.on(Call.CONTAINERS, List::of);
    deploy();
    assertThat(looks).filteredOn(at -> at >= 26_000).hasSize(3).first().isEqualTo(26_000L);
    assertThat(looks.getLast()).isBetween(32_000L, 35_000L);
  }

  @Test
  void a_script_that_prints_dokploys_sign_does_not_hide_the_end() {
    doneAt = Duration.ofSeconds(22);
    streams(1000, "#9 1.0 ❌ one test failed\n", 21_990, "Error occurred ❌, check the logs\n");
    deploy();
    assertThat(looks.getLast()).isBetween(22_000L, 22_200L);
  }

  @Test
  void each_word_of_the_end_is_a_reason_to_look() {
    doneAt = Duration.ofSeconds(22);
    streams(1000, "Error ❌ of a script\n", 21_990, "Error occurred ❌, check the logs\n");
    deploy();
    assertThat(looks.getLast()).isBetween(22_000L, 22_200L);
  }

  @Test
  void a_stream_that_never_says_anything_is_followed_by_reading_the_log() {
    doneAt = Duration.ofSeconds(19);
    streams(60_000, "too late\n");
    dokploy.on(Call.FOLLOW_LOG, () -> LogTail.NOTHING).on(Call.CONTAINERS, List::of);
    deploy();
    assertThat(looks.getLast()).isEqualTo(19_162L);
    assertThat(dokploy.asked()).contains(Call.FOLLOW_LOG);
  }

  private void streams(Object... timesAndTexts) {
    dokploy.on(Call.STREAM_LOG, () -> tail(timesAndTexts));
  }

  /**
   * A log.
   *
   * @param timesAndTexts times in ms from the start, and what it brings then
   */
  private LogTail tail(Object... timesAndTexts) {
    var parts = new ArrayDeque<Object>(List.of(timesAndTexts));
    return new LogTail() {
      @Override
      public String more() {
        long now = Duration.ofNanos(time.nanos()).toMillis();
        var text = new StringBuilder();
        while (!parts.isEmpty() && (int) parts.peek() <= now) {
          parts.remove();
          text.append(parts.remove());
        }
        return text.toString();
      }

      @Override
      public boolean isAlive() {
        return time.nanos() < aliveUntil.toNanos();
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void the_queue_is_not_asked_for_where_the_row_comes_soon() {
    rowAt = Duration.ofMillis(900);
    doneAt = Duration.ofSeconds(2);
    deploy();
    assertThat(dokploy.asked()).containsOnly(Call.DEPLOY, Call.FIND_SERVICE);
  }

  @Test
  void the_queue_is_asked_for_while_there_is_no_row() {
    rowAt = Duration.ofSeconds(3);
    doneAt = Duration.ofSeconds(4);
    dokploy.on(
        Call.QUEUE,
        () -> Optional.of(List.of(new QueuedJob(Optional.of("C1"), Optional.empty(), "t", false))));
    deploy();
    assertThat(Collections.frequency(dokploy.asked(), Call.QUEUE)).isEqualTo(3);
  }

  @Test
  void the_list_of_everything_is_not_read_for_a_row_that_is_a_little_late() {
    rowAt = Duration.ofMillis(4500);
    doneAt = Duration.ofSeconds(6);
    dokploy.on(Call.QUEUE, Optional::empty);
    deploy();
    assertThat(dokploy.asked()).doesNotContain(Call.DEPLOYMENTS_RUNNING);
  }

  @Test
  void the_list_of_everything_is_read_once_in_a_long_wait() {
    rowAt = Duration.ofSeconds(30);
    doneAt = Duration.ofSeconds(31);
    dokploy.on(Call.QUEUE, Optional::empty).on(Call.DEPLOYMENTS_RUNNING, () -> List.of("holder"));
    deploy();
    assertThat(Collections.frequency(dokploy.asked(), Call.DEPLOYMENTS_RUNNING)).isEqualTo(1);
  }

  @Test
  void what_a_dokploy_says_that_is_just_starting_is_borne() {
    doneAt = Duration.ofSeconds(3);
    failures.addAll(
        List.of(
            new Failure.Unreachable("compose.one", Failure.Reason.REFUSED, "refused"),
            new Failure.NotDokploy("compose.one", 404, "404 page not found"),
            new Failure.BadToken("compose.one"),
            new Failure.ServerError("compose.one", 500, "no database", "no database")));
    assertThat(deploy()).isEqualTo(Optional.of(row(Deployment.Status.DONE)));
  }

  @Test
  void a_token_that_has_ended_is_told_after_a_while() {
    failures.addAll(Collections.nCopies(100, new Failure.BadToken("compose.one")));
    assertThatThrownBy(this::deploy)
        .isInstanceOfSatisfying(
            DokployException.class,
            failed -> assertThat(failed.failure()).isInstanceOf(Failure.BadToken.class));
    assertThat(looks.getLast()).isBetween(15_000L, 20_000L);
  }

  @Test
  void what_can_never_pass_is_reported_at_once() {
    failures.add(new Failure.Rejected("compose.one", 400, "no", List.of()));
    assertThatThrownBy(this::deploy).isInstanceOf(DokployException.class);
    assertThat(looks).hasSize(1);
  }

  @Test
  void an_error_message_of_several_lines_and_with_a_query_is_reported_as_lines() {
    var failed =
        new Deployment(
            "D1",
            "t",
            Deployment.Status.ERROR,
            "",
            Optional.of(
                "An error have occured: \n\n  SSH failed\nFailed query: insert x\nparams: abc"),
            "2026-01-01T00:00:01.000Z");
    dokploy.on(Call.FIND_SERVICE, () -> Optional.of(service(List.of(failed))));
    assertThatThrownBy(this::deployIt)
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem ->
                assertThat(problem.problem())
                    .isEqualTo(
                        new Problem.DeploymentFailed(
                            "web",
                            DeploymentFault.UNKNOWN,
                            List.of(
                                "An error have occured:",
                                "SSH failed",
                                "a query of Dokploy's database failed"))));
  }

  private Optional<Deployment> deploy() {
    dokploy.on(Call.FIND_SERVICE, () -> Optional.of(look()));
    return deployIt();
  }

  private Optional<Deployment> deployIt() {
    return deployed().deployment();
  }

  private Deploying.Done deployed() {
    return new Deploying(dokploy.context(folder, time), service(List.of()), "hash").attempt();
  }

  private Service look() {
    long now = Duration.ofNanos(time.nanos()).toMillis();
    looks.add(now);
    if (!failures.isEmpty()) {
      throw new DokployException(failures.removeFirst());
    }
    if (now < rowAt.toMillis()) {
      return service(List.of());
    }
    var status = now < doneAt.toMillis() ? Deployment.Status.RUNNING : Deployment.Status.DONE;
    return service(List.of(row(status)));
  }

  private static Deployment row(Deployment.Status status) {
    return new Deployment("D1", "t", status, "/log", Optional.empty(), "2026-01-01T00:00:01.000Z");
  }

  private Service service(List<Deployment> deployments) {
    return new Service(
        "C1", "web", "devpod-web-abc", "", ServiceStatus.RUNNING, "", server, deployments);
  }
}
