package dev.dokployprovider.emulator.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Faults that tests ask for. */
final class Faults {
  /** What happens to a call. */
  sealed interface Fault {}

  /** The call is held for a while first. */
  record Latency(Duration duration) implements Fault {}

  /** Another answer, and nothing is done. */
  record Instead(int status, String contentType, String body) implements Fault {}

  /** Everything is done, but the connection ends without an answer. */
  record Drop() implements Fault {}

  /** The connection ends after a while, and what is under way goes on. */
  record Cut(Duration after) implements Fault {}

  /** The connection ends at once; after a while everything is done all the same. */
  record Late(Duration after) implements Fault {}

  /** Everything is done, but the body ends in its middle. */
  record Truncate() implements Fault {}

  private static final class Planned {
    private final String procedure;
    private final Fault fault;
    private int left;

    private Planned(String procedure, Fault fault, int left) {
      this.procedure = procedure;
      this.fault = fault;
      this.left = left;
    }
  }

  private final List<Planned> planned = new ArrayList<>();

  /** Plans a fault for the next calls of a procedure, or of all with "*". */
  synchronized void add(String procedure, Fault fault, int count) {
    planned.add(new Planned(procedure, fault, count));
  }

  synchronized void clear() {
    planned.clear();
  }

  /** The fault of the call that comes now, which counts. */
  synchronized Optional<Fault> next(String procedure) {
    for (Planned one : planned) {
      if (one.left > 0 && (one.procedure.equals("*") || one.procedure.equals(procedure))) {
        one.left--;
        return Optional.of(one.fault);
      }
    }
    return Optional.empty();
  }
}
