package dev.dokployprovider.e2e.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the programs that this one has run and waited for have used of the processor (Linux). */
final class Cpu {
  /** Linux counts in hundredths of a second here, whatever the kernel's own clock is. */
  private static final long TICK_MILLIS = 10;

  private Cpu() {}

  static Duration ofChildren() {
    return time("self", 13);
  }

  /** What those processes have used themselves. */
  static Duration of(List<Long> processes) {
    return processes.stream()
        .map(pid -> time(Long.toString(pid), 11))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration time(String process, int first) {
    try {
      String stat = Files.readString(Path.of("/proc", process, "stat"));
      // The second field is the program's name in brackets, which may hold blanks.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1]);
      return Duration.ofMillis(ticks * TICK_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
