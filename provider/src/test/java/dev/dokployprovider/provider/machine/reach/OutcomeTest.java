package dev.dokployprovider.provider.machine.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.ssh.OpenResult;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeTest {
  static Stream<OpenResult> results() {
    return Stream.of(
        new OpenResult.Opened(),
        new OpenResult.UnknownHost("d"),
        new OpenResult.Refused("d"),
        new OpenResult.Unreachable("d"),
        new OpenResult.TimedOut("d"),
        new OpenResult.Closed("d"),
        new OpenResult.NotSsh("d"),
        new OpenResult.OtherHostKey("d"),
        new OpenResult.KeyRefused("d"),
        new OpenResult.NoTls("d"),
        new OpenResult.JumpFailed("d"),
        new OpenResult.Failed("ssh said this"));
  }

  @ParameterizedTest
  @MethodSource("results")
  void every_outcome_is_reported_in_words_and_not_as_a_value_of_the_program(OpenResult result) {
    assertThat(Outcome.of(result))
        .contains(" ")
        .doesNotContain(result.getClass().getSimpleName() + "[", "detail=");
  }

  @Test
  void no_outcome_is_forgotten_here() {
    assertThat(results().map(Object::getClass))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(OpenResult.class.getPermittedSubclasses()).toList());
  }
}
