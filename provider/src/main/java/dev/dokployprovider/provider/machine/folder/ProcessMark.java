package dev.dokployprovider.provider.machine.folder;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A process of this computer, told from a later one of the same number by the time of its start.
 *
 * @param started empty where the system does not tell
 */
public record ProcessMark(long pid, Optional<Instant> started) {

  /** The mark of a process that runs now. */
  public static ProcessMark of(ProcessHandle process) {
    return new ProcessMark(process.pid(), process.info().startInstant());
  }

  /** Whether that process still runs; a zombie has no program. */
  public boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().command().isPresent())
        .map(ProcessMark::of)
        .filter(now -> started.isEmpty() || now.started().equals(started))
        .isPresent();
  }

  String write() {
    return started.map(when -> pid + " " + when).orElseGet(() -> Long.toString(pid));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException where it is something else
   */
  static ProcessMark read(String text) {
    String[] words = text.split(" ", 2);
    try {
      return new ProcessMark(
          Long.parseLong(words[0]),
          words.length == 1 ? Optional.empty() : Optional.of(Instant.parse(words[1])));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
