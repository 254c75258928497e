package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the provider has on this computer (Linux).
 *
 * @param processes how many
 * @param descriptors of the live connections' processes, in all
 * @param kilobytes of memory that is theirs alone, in all: a library's pages, which come with their
 *     first use, are left out
 * @param files with sockets; their paths
 */
public record Footprint(int processes, int descriptors, long kilobytes, Set<Path> files) {
  public Footprint {
    files = Set.copyOf(files);
  }

  /**
   * Of these machines, once what a call may leave for a moment has ended.
   *
   * @param folders all that are the provider's
   */
  public static Footprint of(List<Machine> machines, List<Path> folders) {
    Waiting.until(
        "only the live connections are left",
        () ->
            machines.stream()
                .allMatch(one ->
                    processesOf(one) == Masters.of(one).size() && Masters.of(one).size() == 1));
    try {
      int descriptors = 0;
      long kilobytes = 0;
      for (long pid : machines.stream().flatMap(one -> Masters.of(one).stream()).toList()) {
        descriptors += count(Path.of("/proc", Long.toString(pid), "fd"));
        kilobytes += Masters.kilobytes(pid);
      }
      var files = new TreeSet<Path>();
      for (Path folder : folders) {
        try (var all = Files.walk(folder)) {
          all.forEach(files::add);
        }
      }
      int processes = machines.stream().mapToInt(Footprint::processesOf).sum();
      return new Footprint(processes, descriptors, kilobytes, files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int processesOf(Machine machine) {
    return Masters.of(machine).size() + Local.processesWith(machine.folder().toString()).size();
  }

  private static int count(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return (int) files.count();
    }
  }

  /** Waits until no process names that folder. */
  public static void awaitNoProcess(Path folder) {
    Waiting.until("no process is left", () -> Local.processesWith(folder.toString()).isEmpty());
  }

  @Override
  public String toString() {
    return "%d processes with %d descriptors and %d kB, %d files"
        .formatted(processes, descriptors, kilobytes, files.size());
  }
}
