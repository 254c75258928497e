package dev.dokployprovider.provider.machine.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What a write has come to whose answer was lost; the clock is the test's. */
class SeenTest {
  private final DokployException lost =
      new DokployException(
          new Failure.Unreachable("compose.create", Failure.Reason.CUT_OFF, "reset"));

  private final StoppedTime time = new StoppedTime();

  @Test
  void a_dokploy_that_is_starting_is_asked_again() {
    var answers =
        answers(
            new Failure.Unreachable("project.all", Failure.Reason.REFUSED, "refused"),
            new Failure.ServerError("project.all", 502, "", ""),
            new Failure.BadToken("project.all"));
    assertThat(WriteRecovery.seen(time, () -> look(answers), lost)).contains("made");
  }

  @Test
  void what_fails_for_good_leaves_it_open_what_became_of_the_write() {
    var answers = answers(new Failure.NotAllowed("project.all", ""));
    assertThatThrownBy(() -> WriteRecovery.seen(time, () -> look(answers), lost)).isSameAs(lost);
  }

  @Test
  void what_never_shows_was_not_seen() {
    assertThat(WriteRecovery.seen(time, Optional::empty, lost)).isEmpty();
  }

  private static Queue<Failure> answers(Failure... failures) {
    return new ArrayDeque<>(List.of(failures));
  }

  private static Optional<String> look(Queue<Failure> failures) {
    var failure = failures.poll();
    if (failure != null) {
      throw new DokployException(failure);
    }
    return Optional.of("made");
  }
}
