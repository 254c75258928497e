package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** This computer: its processes (Linux). */
public final class Local {
  private Local() {}

  /** The titles of those whose arguments hold the text. */
  public static List<String> processesWith(String text) {
    return ProcessHandle.allProcesses()
        .map(process -> title(process.pid()))
        .filter(title -> title.contains(text))
        .toList();
  }

  /** The titles of all that a process has started. */
  public static Stream<String> descendants(Process process) {
    return process.descendants().map(descendant -> title(descendant.pid()));
  }

  /** A process's arguments, a blank behind each; empty when it is gone. */
  static String title(long pid) {
    try {
      byte[] title = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
      return new String(title, StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    }
  }
}
