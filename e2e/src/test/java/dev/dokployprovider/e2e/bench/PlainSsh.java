package dev.dokployprovider.e2e.bench;

import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Run;
import java.time.Duration;
import java.util.List;

/** What the provider's `command` is measured against: a fresh ssh to the same machine. */
final class PlainSsh {
  private PlainSsh() {}

  /** The words that run a text there over a connection of its own. */
  static List<String> command(Machine machine, String text) {
    return List.of(
        "ssh",
        "-F",
        machine.folder().resolve("ssh_config").toString(),
        "-o",
        "ControlPath=none",
        "machine",
        text);
  }

  static void run(Machine machine, String text) {
    mustWork(command(machine, text));
  }

  /** Over the live connection, with nothing of ours before it. */
  static void runOverLive(Machine machine, String text) {
    mustWork(
        List.of("ssh", "-F", machine.folder().resolve("ssh_config").toString(), "machine", text));
  }

  private static void mustWork(List<String> command) {
    var run = Run.of(command, Engine.plainEnvironment(), "", Duration.ofMinutes(1));
    if (run.exitCode() != 0) {
      throw new AssertionError(run.transcript());
    }
  }
}
