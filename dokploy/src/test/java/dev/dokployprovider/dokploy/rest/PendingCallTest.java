package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Questions that are on their way while who asked goes on. */
class PendingCallTest {
  @Test
  void two_are_asked_at_once() {
    var both = new CountDownLatch(2);
    var one = PendingCall.begin(() -> met(both));
    var other = PendingCall.begin(() -> met(both));
    assertThat(one.get() + other.get()).isEqualTo("metmet");
  }

  private static String met(CountDownLatch both) {
    both.countDown();
    try {
      both.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return "met";
  }

  @Test
  void a_failure_is_thrown_where_the_answer_is_waited_for() {
    var failure = new Failure.BadToken("project.one");
    var asking =
        PendingCall.begin(() -> {
          throw new DokployException(failure);
        });
    assertThatThrownBy(asking::get)
        .isInstanceOfSatisfying(
            DokployException.class, told -> assertThat(told.failure()).isEqualTo(failure));
  }

  @Test
  void who_is_interrupted_does_not_wait_and_stays_interrupted() {
    var never = new CountDownLatch(1);
    var asking = PendingCall.begin(() -> waited(never));
    Thread.currentThread().interrupt();
    assertThatThrownBy(asking::get)
        .isInstanceOfSatisfying(
            DokployException.class,
            told ->
                assertThat(told.failure())
                    .isInstanceOfSatisfying(
                        Failure.Unreachable.class,
                        why -> assertThat(why.reason()).isEqualTo(Failure.Reason.INTERRUPTED)));
    assertThat(Thread.interrupted()).isTrue();
    never.countDown();
  }

  private static String waited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return "waited";
  }
}
