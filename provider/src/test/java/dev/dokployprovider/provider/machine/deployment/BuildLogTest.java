package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.LogTail;
import dev.dokployprovider.provider.machine.progress.Event;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which lines of a running deployment are reported, each once. */
class BuildLogTest {
  private static final Deployment RUNNING =
      new Deployment(
          "D1", "t", Deployment.Status.RUNNING, "/log", Optional.empty(), "2026-01-01T00:00:01Z");

  @TempDir Path folder;

  private final StoppedTime time = new StoppedTime();
  private final ArrayDeque<String> pieces = new ArrayDeque<>();
  private final List<Event> events = new ArrayList<>();

  @Test
  void nothing_is_asked_in_the_first_three_seconds() {
    pieces.add("#1 a\n");
    var log = log();
    log.look(RUNNING);
    time.pass(Duration.ofMillis(2900));
    assertThat(log.mustBeRead()).isFalse();
    time.pass(Duration.ofMillis(100));
    assertThat(log.mustBeRead()).isTrue();
    assertThat(log.read()).isEmpty();
    assertThat(lines()).containsExactly("#1 a");
  }

  @Test
  void half_a_line_waits_for_its_other_half() {
    looked("#1 a\n#2 ", "b\n#3");
    assertThat(lines()).containsExactly("#1 a", "#2 b");
  }

  @Test
  void a_private_key_is_left_out_in_however_many_pieces_it_comes() {
    looked(
        "#1 a\n-----BEGIN PRIVATE KEY-----\nAAAA\n", "BBBB\n", "-----END PRIVATE KEY-----\n#2 b\n");
    assertThat(lines()).containsExactly("#1 a", "[private key]", "#2 b");
  }

  @Test
  void of_the_log_of_one_that_failed_only_what_was_not_seen_is_reported() {
    var log = looked("#1 a\n#1 a\n#2 b\n");
    log.ended("#1 a\n#1 a\n#2 b\n#1 a\n#3 c\n");
    assertThat(lines()).containsExactly("#1 a", "#1 a", "#2 b", "#1 a", "#3 c");
  }

  @Test
  void the_log_of_one_that_failed_at_once_is_reported_whole() {
    log().ended("#1 a\n#2 b\n");
    assertThat(lines()).containsExactly("#1 a", "#2 b");
  }

  @Test
  void a_streamed_log_is_reported_as_it_comes_and_never_read_by_calls() {
    pieces.add("#1 a\n#2 ");
    var dokploy = new FakeDokploy().on(Call.STREAM_LOG, this::tail);
    var log = log(dokploy);
    log.look(RUNNING);
    log.listen();
    assertThat(events).isEmpty();
    time.pass(Duration.ofSeconds(3));
    pieces.add("b\n#3");
    log.listen();
    log.look(RUNNING);
    assertThat(lines()).containsExactly("#1 a", "#2 b");
    assertThat(log.whole()).contains("#1 a\n#2 b\n#3");
    assertThat(dokploy.asked()).containsOnly(Call.STREAM_LOG);
  }

  @Test
  void a_log_that_is_read_tells_the_end_as_a_stream_does() {
    pieces.add("#1 a\n Container web-machine-1  Started\n");
    var log = log();
    log.look(RUNNING);
    time.pass(Duration.ofSeconds(3));
    assertThat(log.read()).contains(LogEvent.STARTED);
    assertThat(log.canBeRead()).isTrue();
  }

  @Test
  void a_stream_that_speaks_after_the_log_was_read_goes_on_where_that_ended() {
    pieces.add("#1 a\n#2 b\n#2 c\n");
    var streamed = new ArrayDeque<String>();
    var log =
        log(
            new FakeDokploy()
                .on(Call.FOLLOW_LOG, () -> tail(pieces))
                .on(Call.STREAM_LOG, () -> tail(streamed)));
    log.look(RUNNING);
    time.pass(Duration.ofSeconds(3));
    assertThat(log.read()).isEmpty();
    streamed.add("#1 a\n#2 b\n");
    assertThat(log.listen()).isEmpty();
    streamed.add("#2 c\n#3 d\n");
    assertThat(log.listen()).isEmpty();
    streamed.add("#4 e\n");
    assertThat(log.listen()).isEmpty();
    assertThat(lines()).containsExactly("#1 a", "#2 b", "#2 c", "#3 d", "#4 e");
    assertThat(log.mustBeRead()).isFalse();
  }

  private BuildLog looked(String... more) {
    pieces.addAll(List.of(more));
    var log = log();
    log.look(RUNNING);
    time.pass(Duration.ofSeconds(3));
    for (int i = 0; i < more.length; i++) {
      assertThat(log.read()).isEmpty();
    }
    return log;
  }

  private BuildLog log() {
    return log(new FakeDokploy().on(Call.FOLLOW_LOG, this::tail));
  }

  private BuildLog log(FakeDokploy dokploy) {
    return new BuildLog(
        dokploy.reporting(events::add).context(folder, time),
        "deploy",
        "web-machine-1",
        Optional.empty());
  }

  private LogTail tail() {
    return tail(pieces);
  }

  private static LogTail tail(ArrayDeque<String> pieces) {
    return new LogTail() {
      @Override
      public String more() {
        return pieces.isEmpty() ? "" : pieces.poll();
      }

      @Override
      public void close() {}
    };
  }

  private List<String> lines() {
    return events.stream()
        .filter(event -> event.status() == Event.Status.OUTPUT)
        .map(Event::text)
        .toList();
  }
}
