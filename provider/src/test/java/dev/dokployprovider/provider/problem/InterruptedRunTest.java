package dev.dokployprovider.provider.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.problem.Problem.BackupFailed;
import dev.dokployprovider.provider.problem.Problem.FailedToStop;
import dev.dokployprovider.provider.problem.Problem.Interrupted;
import dev.dokployprovider.provider.problem.Problem.MoveUnfinished;
import dev.dokployprovider.provider.problem.Problem.NotMoved;
import dev.dokployprovider.provider.problem.Problem.NotUndone;
import dev.dokployprovider.provider.problem.Problem.RestoreFailed;
import dev.dokployprovider.provider.problem.Problem.SshNotRun;
import dev.dokployprovider.provider.problem.Problem.Undone;
import dev.dokployprovider.provider.problem.Problem.Unwritable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InterruptedRunTest {
  private static final Problem LOST = new SshNotRun("Failed to exec spawn helper, signal: 2");
  private static final Problem STAYS = new SshNotRun("of what was put in order");
  private static final Problem FULL =
      new Unwritable(Path.of("machine.json"), "No space left on device");
  private static final Problem STILL_RUNS = new FailedToStop("web", "why");
  private static final Problem INCOMPLETE =
      new RestoreFailed("web", List.of("It was interrupted."), Path.of("web.backup"));
  private static final Problem UNFINISHED =
      new MoveUnfinished("web", Optional.of("far"), Optional.empty());

  static Stream<Arguments> problems() {
    return Stream.of(
        Arguments.of(LOST, new Interrupted()),
        Arguments.of(new BackupFailed("web", List.of("The connection ended.")), new Interrupted()),
        Arguments.of(new Interrupted(), new Interrupted()),
        Arguments.of(new Undone(LOST), new Undone(new Interrupted())),
        Arguments.of(
            new NotUndone(LOST, "web", "why"), new NotUndone(new Interrupted(), "web", "why")),
        Arguments.of(
            new NotMoved(LOST, "web", Optional.of("far"), Optional.empty()), new Interrupted()),
        Arguments.of(
            new NotMoved(LOST, "web", Optional.of("far"), Optional.of(STAYS)),
            new NotMoved(new Interrupted(), "web", Optional.of("far"), Optional.of(STAYS))),
        Arguments.of(new Undone(FULL), new Undone(FULL)),
        Arguments.of(new NotUndone(FULL, "web", "why"), new NotUndone(FULL, "web", "why")),
        Arguments.of(
            new NotMoved(FULL, "web", Optional.empty(), Optional.empty()),
            new NotMoved(FULL, "web", Optional.empty(), Optional.empty())),
        Arguments.of(STILL_RUNS, STILL_RUNS),
        Arguments.of(INCOMPLETE, INCOMPLETE),
        Arguments.of(UNFINISHED, UNFINISHED));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void what_the_interrupt_may_have_broken_is_the_interrupt_and_all_else_is_reported(
      Problem problem, Problem told) {
    assertThat(InterruptedRun.of(problem)).isEqualTo(told);
  }
}
