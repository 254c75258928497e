package dev.dokployprovider.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** This computer: its processes (Linux) and its ports. */
final class Local {
  private Local() {}

  /** A port of loopback that nobody listens at. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The titles of those whose arguments hold the text. */
  static List<String> processesWith(String text) {
    return ProcessHandle.allProcesses()
        .map(process -> title(process.pid()))
        .filter(title -> title.contains(text))
        .toList();
  }

  /** The titles of all that a process has started. */
  static Stream<String> descendants(Process process) {
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
