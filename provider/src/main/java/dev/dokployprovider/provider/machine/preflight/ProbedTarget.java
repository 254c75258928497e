package dev.dokployprovider.provider.machine.preflight;

import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param spot the host; empty for a jump host, which the user's ssh knows
 */
record ProbedTarget(Optional<CandidateHost> spot, Answer answer) {

  /** Whether it leads nowhere, and the instance's own address is tried after it. */
  boolean mayHaveAnother() {
    return answer instanceof Answer.Bad
        && spot.filter(one -> one.from() instanceof CandidateHost.From.ServerUrl).isPresent();
  }

  /** For people: where it was looked at; empty for a jump host. */
  String where() {
    return spot.map(CandidateHost::words).orElse("");
  }

  /** For people: what came of it, no sentence. */
  String outcome() {
    return switch (answer) {
      case Answer.Good() -> "it answers";
      case Answer.Bad(var why) -> why;
      case Answer.Unsure(var why) -> why;
    };
  }
}
