package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.provider.problem.Message;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.Wording;
import java.util.List;

/**
 * What a check found.
 *
 * @param message what it is, why, and what to do about it
 */
public record Finding(Verdict verdict, Message message) {

  public static Finding ok(String what) {
    return new Finding(Verdict.OK, new Message(what, List.of(), List.of()));
  }

  static Finding skipped(String why) {
    return new Finding(Verdict.SKIPPED, new Message(why, List.of(), List.of()));
  }

  static Finding warning(String what, String... fix) {
    return new Finding(Verdict.WARNING, new Message(what, List.of(), List.of(fix)));
  }

  static Finding failed(String what, String... fix) {
    return new Finding(Verdict.FAILED, new Message(what, List.of(), List.of(fix)));
  }

  static Finding of(Problem problem) {
    return new Finding(Verdict.FAILED, Wording.of(problem));
  }

  /** Of a check that was not made because of others. */
  public static Finding needs(List<String> failed) {
    return skipped("needs: " + String.join(", ", failed));
  }

  /** Whether those that need it can be made. */
  public boolean isGood() {
    return verdict == Verdict.OK || verdict == Verdict.WARNING;
  }

  /** The same with more of what is known. */
  Finding because(List<String> why) {
    return new Finding(verdict, new Message(message.what(), why, message.fix()));
  }
}
