package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.machine.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InterruptTest {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Clock clock = new Clock();

  @Test
  void a_run_that_has_ended_is_not_waited_for() {
    ended.countDown();
    assertThat(await(() -> 1)).isEqualTo(Interrupt.Ending.DONE);
    assertThat(clock.passed()).isZero();
  }

  @Test
  void its_end_is_seen_at_once() {
    clock.endAfter(Duration.ofSeconds(3), ended);
    assertThat(await(() -> 1)).isEqualTo(Interrupt.Ending.DONE);
    assertThat(clock.passed()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3100));
  }

  @ParameterizedTest
  @CsvSource({
    // the second one comes after ms, how many there are before and after it, when it counts
    "100, 1, 2, false",
    "400, 1, 2, false",
    "700, 1, 2, true",
    "5000, 1, 2, true",
    // SIGTERM first
    "700, 0, 1, true",
    // the client has sent it too
    "5000, 2, 3, true",
    "5000, 2, 2, false",
  })
  void a_second_interrupt_ends_the_waiting_unless_it_came_with_the_first(
      long millis, int before, int after, boolean counts) {
    IntSupplier interrupts =
        () -> clock.passed().compareTo(Duration.ofMillis(millis)) < 0 ? before : after;
    assertThat(await(interrupts))
        .isEqualTo(counts ? Interrupt.Ending.AGAIN : Interrupt.Ending.TIMED_OUT);
    assertThat(clock.passed())
        .isLessThan(counts ? Duration.ofMillis(millis + 300) : Duration.ofSeconds(91));
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, true, false, Interrupted; removing what was made",
    "CREATE, true, true, Interrupted; removing what was made (press Ctrl-C again to end at once)",
    "CREATE, false, true, Interrupted",
    "BACKUP, false, false, Interrupted; ending the backup",
    "RESTORE, false, false, Interrupted; ending the restore",
    "RESTORE, true, false, Interrupted; removing what was made",
    "MOVE, true, false, Interrupted; ending the move",
    "STOP, false, true, Interrupted",
  })
  void what_goes_on_is_reported(Verb verb, boolean hasMade, boolean terminal, String text) {
    assertThat(Interrupt.first(verb, hasMade, terminal)).isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource(
      value = Verb.class,
      names = {"CREATE", "BACKUP", "RESTORE", "MOVE"})
  void who_does_not_wait_is_told_what_may_be_left_and_what_to_do(Verb verb) {
    String what = "dokploy-provider (prune|stop NAME|start NAME)|run the same again";
    assertThat(Interrupt.second(verb)).startsWith("Ended at once. ").containsPattern(what);
    assertThat(Interrupt.timedOut(verb)).contains("not ended in time. ").containsPattern(what);
  }

  @Test
  void an_interrupt_is_counted_by_the_thread_that_Java_has_for_it() throws Exception {
    assertThat(Interrupt.count()).isZero();
    var done = new CountDownLatch(1);
    var thread =
        Thread.ofPlatform()
            .name("SIGINT handler")
            .start(() -> {
              try {
                done.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(Interrupt.count()).isEqualTo(1);
    done.countDown();
    thread.join();
    assertThat(Interrupt.count()).isZero();
  }

  private Interrupt.Ending await(IntSupplier interrupts) {
    return Interrupt.await(ended, interrupts, clock);
  }

  /** Passes as fast as it is asked to. */
  private static final class Clock implements Time {
    private Duration passed = Duration.ZERO;
    private Duration end = Duration.ofDays(1);
    private CountDownLatch ended = new CountDownLatch(1);

    void endAfter(Duration duration, CountDownLatch latch) {
      end = duration;
      ended = latch;
    }

    Duration passed() {
      return passed;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH.plus(passed);
    }

    @Override
    public long nanos() {
      return passed.toNanos();
    }

    @Override
    public void pass(Duration duration) {
      passed = passed.plus(duration);
      if (passed.compareTo(end) >= 0) {
        ended.countDown();
      }
    }
  }
}
