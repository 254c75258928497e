package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a deployment that was asked for counts as lost. Times are those of the looks. */
class DeploymentProgressTest {
  private static final Optional<Boolean> NOT_TOLD = Optional.empty();
  private static final Optional<Boolean> NOT_QUEUED = Optional.of(false);
  private static final Optional<Boolean> QUEUED = Optional.of(true);

  private DeploymentProgress sighting = new DeploymentProgress.There();

  @Test
  void what_is_there_is_never_lost() {
    sighting = sighting.seen(true, seconds(0)).seen(true, seconds(1000));
    assertThat(sighting.isLost(seconds(2000))).isFalse();
  }

  @Test
  void three_looks_in_vain_over_four_seconds_are_a_loss() {
    sighting = sighting.seen(false, seconds(10)).seen(false, seconds(12));
    assertThat(sighting.isLost(seconds(14))).as("two looks").isFalse();
    sighting = sighting.seen(false, seconds(13));
    assertThat(sighting.isLost(seconds(13))).as("three seconds").isFalse();
    assertThat(sighting.isLost(seconds(14))).isTrue();
  }

  @Test
  void a_look_that_finds_it_begins_the_count_again() {
    sighting = sighting.seen(false, seconds(0)).seen(false, seconds(5)).seen(true, seconds(6));
    sighting = sighting.seen(false, seconds(7)).seen(false, seconds(20));
    assertThat(sighting.isLost(seconds(20))).isFalse();
  }

  @Test
  void a_cancelled_one_that_is_not_in_the_queue_is_left_alone_for_twenty_seconds() {
    sighting = sighting.cancelled("d1", NOT_QUEUED, seconds(0));
    sighting = sighting.cancelled("d1", NOT_QUEUED, seconds(19));
    assertThat(sighting.isLost(seconds(19))).isFalse();
    assertThat(sighting.isLost(seconds(20))).isTrue();
  }

  @Test
  void a_release_that_does_not_tell_its_queue_may_run_it_again_for_75_seconds() {
    sighting = sighting.cancelled("d1", NOT_TOLD, seconds(0));
    sighting = sighting.cancelled("d1", NOT_TOLD, seconds(74));
    assertThat(sighting.isLost(seconds(74))).isFalse();
    assertThat(sighting.isLost(seconds(75))).isTrue();
  }

  @Test
  void while_it_is_in_the_queue_it_is_not_lost() {
    sighting = sighting.cancelled("d1", NOT_QUEUED, seconds(0));
    sighting = sighting.cancelled("d1", QUEUED, seconds(19));
    assertThat(sighting.isLost(seconds(38))).isFalse();
    assertThat(sighting.isLost(seconds(39))).isTrue();
  }

  @Test
  void another_one_that_is_cancelled_has_its_own_time() {
    sighting = sighting.cancelled("d1", NOT_QUEUED, seconds(0));
    sighting = sighting.cancelled("d2", NOT_QUEUED, seconds(19));
    assertThat(sighting.isLost(seconds(20))).isFalse();
  }

  private static long seconds(long number) {
    return Duration.ofSeconds(number).toNanos();
  }
}
