package dev.dokployprovider.provider.machine.describe;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a machine, for people.
 *
 * @param facts each with a name and at least one line
 */
public record Description(List<Fact> facts) {
  public Description {
    facts = List.copyOf(facts);
  }

  /** One thing that is known. */
  public record Fact(String name, List<String> lines) {
    public Fact {
      lines = List.copyOf(lines);
    }
  }

  /** Puts one together; facts without lines are left out. */
  static final class Builder {
    private final List<Fact> facts = new ArrayList<>();

    Builder add(String name, String... lines) {
      return add(name, List.of(lines));
    }

    Builder add(String name, List<String> lines) {
      if (!lines.isEmpty()) {
        facts.add(new Fact(name, lines));
      }
      return this;
    }

    Description build() {
      return new Description(facts);
    }
  }
}
