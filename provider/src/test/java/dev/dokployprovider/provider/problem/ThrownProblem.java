package dev.dokployprovider.provider.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The problem that something ends with; a test in which it ends otherwise fails. */
public final class ThrownProblem {
  private ThrownProblem() {}

  /** Of any type. */
  public static Problem of(ThrowingCallable call) {
    var thrown = Optional.ofNullable(catchThrowableOfType(ProblemException.class, call));
    assertThat(thrown).as("what it ends with").isPresent();
    return thrown.orElseThrow().problem();
  }

  /** Of one type. */
  public static <P extends Problem> P of(Class<P> type, ThrowingCallable call) {
    var problem = of(call);
    assertThat(problem).isInstanceOf(type);
    return type.cast(problem);
  }
}
