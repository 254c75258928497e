package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UninterruptedTest {
  private final List<Boolean> seen = new ArrayList<>();

  @AfterEach
  void clear() {
    var _ = Thread.interrupted();
  }

  @Test
  void what_an_interrupt_came_before_is_done_and_the_interrupt_stays() {
    Thread.currentThread().interrupt();
    Uninterrupted.run(() -> seen.add(Thread.currentThread().isInterrupted()));
    assertThat(seen).containsExactly(false);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void what_an_interrupt_ends_is_done_again_and_the_interrupt_stays() {
    Uninterrupted.run(() -> {
      seen.add(Thread.currentThread().isInterrupted());
      if (seen.size() == 1) {
        Thread.currentThread().interrupt();
        throw new ProblemException(new Problem.Interrupted());
      }
    });
    assertThat(seen).containsExactly(false, false);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void what_is_not_interrupted_is_done_once() {
    Uninterrupted.run(() -> seen.add(true));
    assertThat(seen).hasSize(1);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void another_problem_is_reported_at_once() {
    assertThatThrownBy(() ->
            Uninterrupted.run(() -> {
              seen.add(true);
              throw new ProblemException(new Problem.SshNotRun("why"));
            }))
        .isInstanceOf(ProblemException.class);
    assertThat(seen).hasSize(1);
  }
}
