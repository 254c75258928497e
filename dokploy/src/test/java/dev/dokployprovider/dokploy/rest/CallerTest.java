package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.dokploy.http.Http;
import dev.dokployprovider.dokploy.http.HttpAnswer;
import dev.dokployprovider.dokploy.http.HttpRequest;
import dev.dokployprovider.dokploy.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
  private static final Request READ = Request.read("project.all");
  private static final Request WRITE = Request.write("compose.deploy", Json.object());

  private final List<Duration> pauses = new ArrayList<>();
  private final List<HttpRequest> sent = new ArrayList<>();
  private final Queue<Step> script = new ArrayDeque<>();
  private final Random random = new Random(42);
  private long now;
  private boolean interrupted;

  /** What the next request meets. */
  private interface Step {
    HttpAnswer answer() throws IOException;
  }

  @Test
  void a_good_answer_is_read_at_the_first_try() {
    script.add(status(200, "[1]"));
    assertThat(read()).isEqualTo("[1]");
    assertThat(sent).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void a_read_is_tried_three_times_when_dokploy_or_the_way_to_it_fails(int status) {
    script.addAll(List.of(status(status, ""), status(status, ""), status(200, "[1]")));
    assertThat(read()).isEqualTo("[1]");
    assertThat(sent).hasSize(3);
    script.addAll(List.of(status(status, ""), status(status, ""), status(status, "")));
    assertThatThrownBy(this::read).isInstanceOf(DokployException.class);
    assertThat(sent).hasSize(6);
  }

  @Test
  void a_read_that_was_cut_off_or_refused_is_tried_again() {
    script.addAll(
        List.of(
            fails(new SocketException("Connection reset")),
            fails(new ConnectException("Connection refused")),
            status(200, "[1]")));
    assertThat(read()).isEqualTo("[1]");
    assertThat(sent).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 413, 415, 301})
  void a_read_that_dokploy_answered_is_not_tried_again(int status) {
    script.add(status(status, "{\"message\":\"m\",\"code\":\"C\"}"));
    assertThatThrownBy(this::read).isInstanceOf(DokployException.class);
    assertThat(sent).hasSize(1);
  }

  @Test
  void a_read_to_which_no_way_leads_or_that_took_too_long_is_not_tried_again() {
    for (var unreachable :
        List.of(
            new UnknownHostException("nosuch.invalid"),
            new ConnectException("Network is unreachable"),
            new ConnectException("Connection timed out"),
            new SocketTimeoutException("Connect timed out"))) {
      script.add(fails(unreachable));
      assertThatThrownBy(this::read).isInstanceOf(DokployException.class);
    }
    assertThat(sent).hasSize(4);
  }

  @Test
  void a_write_is_never_tried_again() {
    for (Step step :
        List.of(
            status(429, ""),
            status(500, ""),
            status(502, ""),
            status(503, ""),
            status(504, ""),
            fails(new ConnectException("Connection refused")),
            fails(new SocketException("Connection reset")))) {
      script.add(step);
      assertThatThrownBy(() -> caller("k").call(WRITE)).isInstanceOf(DokployException.class);
    }
    assertThat(sent).hasSize(7);
    assertThat(pauses).isEmpty();
  }

  @Test
  void the_pauses_are_anything_up_to_a_step_that_doubles() {
    for (int i = 0; i < 200; i++) {
      script.addAll(List.of(status(502, ""), status(502, ""), status(200, "[]")));
      read();
    }
    var first = new ArrayList<Long>();
    var second = new ArrayList<Long>();
    for (int i = 0; i < pauses.size(); i += 2) {
      first.add(pauses.get(i).toMillis());
      second.add(pauses.get(i + 1).toMillis());
    }
    assertThat(first).allMatch(ms -> ms <= 200).anyMatch(ms -> ms < 50).anyMatch(ms -> ms > 150);
    assertThat(second).allMatch(ms -> ms <= 400).anyMatch(ms -> ms < 100).anyMatch(ms -> ms > 300);
  }

  @Test
  void retry_after_is_waited_for_when_it_is_short() {
    script.addAll(List.of(retryAfter("2"), status(200, "[]")));
    read();
    assertThat(pauses.getFirst()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2200));
  }

  @Test
  void a_long_retry_after_is_reported_at_once() {
    script.add(retryAfter("3600"));
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            DokployException.class,
            failed ->
                assertThat(failed.failure())
                    .isInstanceOfSatisfying(
                        Failure.Intermediary.class,
                        front -> assertThat(front.retryAfter()).contains("3600")));
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_retry_after_in_another_form_does_not_count() {
    script.addAll(List.of(retryAfter("Wed, 21 Oct 2026 07:28:00 GMT"), status(200, "[]")));
    read();
    assertThat(pauses.getFirst()).isLessThanOrEqualTo(Duration.ofMillis(200));
  }

  @Test
  void all_tries_together_stay_within_the_reads_limit() {
    Step slow =
        () -> {
          now += Duration.ofSeconds(20).toNanos();
          throw new SocketException("Connection reset");
        };
    script.addAll(List.of(slow, slow, slow));
    assertThatThrownBy(this::read).isInstanceOf(DokployException.class);
    assertThat(sent).hasSize(2);
    assertThat(sent.get(1).limit()).isLessThanOrEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void who_is_waited_for_may_shorten_reads_but_no_writes() {
    script.addAll(List.of(status(200, "[]"), status(200, "[]"), status(200, "")));
    var left = new ArrayDeque<>(List.of(Duration.ofSeconds(6), Duration.ofSeconds(2)));
    var hurried = new Caller(http(), backoff(), connection("k").within(left::remove));
    hurried.call(READ, Json::toString);
    hurried.call(READ, Json::toString);
    hurried.call(Request.write("compose.deploy", Json.object()));
    assertThat(sent)
        .extracting(HttpRequest::limit)
        .containsExactly(Duration.ofSeconds(6), Duration.ofSeconds(2), Duration.ofSeconds(30));
  }

  @Test
  void an_interrupt_ends_the_waiting() {
    script.add(status(502, ""));
    interrupted = true;
    assertThatThrownBy(this::read).isInstanceOf(DokployException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(sent).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "line\nbreak", "clé"})
  void a_token_that_no_header_can_hold_is_a_bad_token_and_is_not_shown(String token) {
    assertThatThrownBy(() -> caller(token).call(READ, Json::toString))
        .isInstanceOfSatisfying(
            DokployException.class,
            failed -> assertThat(failed.failure()).isEqualTo(new Failure.BadToken("project.all")));
    assertThat(sent).isEmpty();
  }

  @Test
  void a_page_with_status_200_is_not_dokploy() {
    var page = "<!DOCTYPE html><title>Welcome</title>";
    var notDokploy = new Failure.NotDokploy("project.all", 200, "Welcome");
    script.addAll(List.of(status(200, page), status(200, page)));
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            DokployException.class, failed -> assertThat(failed.failure()).isEqualTo(notDokploy));
    assertThatThrownBy(() -> caller("k").call(WRITE)).isInstanceOf(DokployException.class);
  }

  @Test
  void truncated_json_and_a_missing_value_are_unreadable() {
    script.addAll(List.of(status(200, "[{\"a\":"), status(200, "")));
    assertThat(failureOfList())
        .isEqualTo(new Failure.Unreadable("project.all", "the text ends at character 6"));
    assertThat(failureOfList())
        .isEqualTo(new Failure.Unreadable("project.all", "the answer is empty"));
  }

  @Test
  void the_servers_path_stays_in_front_of_the_call() {
    script.add(status(200, "[]"));
    var connection =
        new Connection(
            URI.create("http://a.test:1/dok/"), new Secret("k"), Optional.empty(), Map.of());
    new Caller(http(), backoff(), connection).call(READ, Json::toString);
    assertThat(sent.getFirst().uri()).hasToString("http://a.test:1/dok/api/project.all");
  }

  private Failure failureOfList() {
    try {
      caller("k").call(READ, ProjectAnswers::projects);
      throw new AssertionError("no failure");
    } catch (DokployException failed) {
      return failed.failure();
    }
  }

  private String read() {
    return caller("k").call(READ, Json::toString);
  }

  private Caller caller(String token) {
    return new Caller(http(), backoff(), connection(token));
  }

  private static Connection connection(String token) {
    return new Connection(
        URI.create("http://a.test"), new Secret(token), Optional.empty(), Map.of());
  }

  private Http http() {
    return request -> {
      sent.add(request);
      return script.remove().answer();
    };
  }

  private Backoff backoff() {
    return new Backoff(
        () -> now,
        random,
        pause -> {
          if (interrupted) {
            // As a sleep does, which clears the thread's own sign. That is not set before: other
            // code that runs between, such as what loads classes, may end with it or clear it.
            throw new InterruptedException();
          }
          pauses.add(pause);
          now += pause.toNanos();
        });
  }

  private static Step status(int status, String body) {
    var headers = status == 301 ? Map.of("location", "/login") : Map.<String, String>of();
    return () -> new HttpAnswer(status, headers, body);
  }

  private static Step retryAfter(String value) {
    return () -> new HttpAnswer(503, Map.of("retry-after", value), "");
  }

  private static Step fails(IOException error) {
    return () -> {
      throw error;
    };
  }
}
