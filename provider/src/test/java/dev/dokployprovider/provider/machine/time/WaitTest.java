package dev.dokployprovider.provider.machine.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitTest {
  private final StoppedTime time = new StoppedTime();

  @Test
  void what_is_there_is_found_without_a_pause() {
    assertThat(Wait.atMost(Duration.ofSeconds(5), time).until(() -> Optional.of("it")))
        .contains("it");
    assertThat(time.pauses).isEmpty();
  }

  @Test
  void the_pauses_grow_to_a_limit() {
    Wait.atMost(Duration.ofSeconds(10), time)
        .every(Duration.ofSeconds(1), Duration.ofSeconds(2))
        .until(Optional::empty);
    assertThat(time.pauses)
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofMillis(1250),
            Duration.ofNanos(1_562_500_000),
            Duration.ofNanos(1_953_125_000),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofNanos(234_375_000));
  }

  @Test
  void it_may_begin_with_a_pause() {
    Wait.atMost(Duration.ofSeconds(5), time)
        .after(Duration.ofSeconds(2))
        .until(() -> Optional.of("it"));
    assertThat(time.pauses).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void it_looks_once_more_when_the_deadline_is_over() {
    var looks = new ArrayList<Instant>();
    Wait.atMost(Duration.ofSeconds(1), time)
        .until(() -> {
          looks.add(time.now());
          return Optional.empty();
        });
    assertThat(looks).endsWith(Instant.EPOCH.plusSeconds(1));
  }

  @Test
  void looks_that_take_time_end_with_the_deadline_and_none_begins_without_what_it_needs() {
    var begun = new ArrayList<Instant>();
    var wait =
        Wait.atMost(Duration.ofSeconds(10), time)
            .every(Duration.ofSeconds(1), Duration.ofSeconds(1));

    var found =
        wait.before(
            () -> Duration.ofSeconds(2),
            () -> {
              begun.add(time.now());
              time.pass(Duration.ofSeconds(3));
              return Optional.empty();
            });

    assertThat(found).isEmpty();
    assertThat(begun)
        .containsExactly(Instant.EPOCH, Instant.EPOCH.plusSeconds(4), Instant.EPOCH.plusSeconds(8));
  }

  @Test
  void a_look_is_made_even_where_the_deadline_is_over() {
    var wait = Wait.atMost(Duration.ZERO, time);
    assertThat(wait.before(() -> Duration.ofSeconds(1), () -> Optional.of("it"))).contains("it");
    assertThat(wait.before(() -> Duration.ofSeconds(1), Optional::empty)).isEmpty();
    assertThat(time.pauses).isEmpty();
  }

  @Test
  void it_ends_when_the_program_is_interrupted() {
    Thread.currentThread().interrupt();
    var wait = Wait.atMost(Duration.ofSeconds(5), time);

    assertThatThrownBy(() -> wait.until(Optional::empty))
        .isInstanceOfSatisfying(
            ProblemException.class,
            ended -> assertThat(ended.problem()).isEqualTo(new Problem.Interrupted()));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(time.pauses).isEmpty();
  }
}
