package dev.dokployprovider.provider.problem;

import java.util.List;

/**
 * A problem in words.
 *
 * @param what happened, one sentence
 * @param why it happened, as far as is known; lines
 * @param fix what to do, ready to paste where that is possible; lines
 */
public record Message(String what, List<String> why, List<String> fix) {
  public Message {
    why = List.copyOf(why);
    fix = List.copyOf(fix);
  }
}
