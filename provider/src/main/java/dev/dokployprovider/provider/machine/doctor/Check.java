package dev.dokployprovider.provider.machine.doctor;

import java.util.List;
import java.util.function.Supplier;

/**
 * One thing to look at.
 *
 * @param after the checks without which this one can't be made: where one of them failed, it is
 *     skipped
 * @param look makes it; may throw what any use case throws
 */
public record Check(String name, List<String> after, Supplier<Finding> look) {
  public Check {
    after = List.copyOf(after);
  }
}
