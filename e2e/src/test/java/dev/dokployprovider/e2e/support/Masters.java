package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processes that keep a machine's live connection. */
public final class Masters {
  private Masters() {}

  public static List<Long> of(Machine machine) {
    String title = "ssh: " + socket(machine) + " [mux]";
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> Local.title(pid).startsWith(title))
        .toList();
  }

  /** Ends the live connection, so that the next call finds none. */
  public static void end(Machine machine) {
    of(machine).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
    Waiting.until("the live connection has ended", () -> of(machine).isEmpty());
  }

  /** The socket that ssh_config names. */
  public static String socket(Machine machine) {
    String keyword = "  ControlPath \"";
    return config(machine)
        .lines()
        .filter(line -> line.startsWith(keyword))
        .map(line -> line.substring(keyword.length(), line.length() - 1))
        .findFirst()
        .orElseThrow();
  }

  private static String config(Machine machine) {
    try {
      return Files.readString(machine.folder().resolve("ssh_config"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The most memory that a process has had, in kilobytes. */
  public static long peakKilobytes(long pid) throws IOException {
    return kilobytes(pid, "VmHWM:");
  }

  /**
   * The memory that is a process's alone now, in kilobytes. ssh maps 700 kB more of its libraries
   * at its first new key exchange, which this emulator's sshd asks for after an hour
   * (findings/openssh-master-maps-more-at-its-first-rekey.sh).
   */
  static long kilobytes(long pid) throws IOException {
    return kilobytes(pid, "RssAnon:");
  }

  private static long kilobytes(long pid, String field) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith(field))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }
}
