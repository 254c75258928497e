package dev.dokployprovider.provider.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits with a deadline, and looks at the processes of this computer. */
public final class Waiting {
  private Waiting() {}

  public static void until(String what, Callable<Boolean> condition) {
    Instant deadline = Instant.now().plus(Sshd.PATIENCE);
    try {
      while (!condition.call()) {
        if (Instant.now().isAfter(deadline)) {
          throw new AssertionError("waited in vain until " + what);
        }
        LockSupport.parkNanos(20_000_000);
      }
    } catch (Exception e) {
      throw new AssertionError("while waiting until " + what, e);
    }
  }

  /** Stops a process, as SIGSTOP does, and waits until it is. */
  public static void stop(ProcessHandle process) {
    signal("STOP", process);
    until("it is stopped", () -> stateOf(process).equals("T"));
  }

  public static void resume(ProcessHandle process) {
    signal("CONT", process);
  }

  private static void signal(String name, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String stateOf(ProcessHandle process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("State:"))
        .map(line -> line.substring("State:".length()).strip().substring(0, 1))
        .findFirst()
        .orElse("");
  }

  /** The processes whose title or arguments hold the text. */
  public static List<ProcessHandle> processesWith(String text) {
    return ProcessHandle.allProcesses()
        .filter(process -> titleOf(process.pid()).contains(text))
        .toList();
  }

  /** A process's arguments, each with a space behind it; empty when it is gone. */
  public static String titleOf(long pid) {
    try {
      byte[] title = Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline"));
      return new String(title, StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    }
  }
}
