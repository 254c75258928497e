package dev.dokployprovider.e2e.bench;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Masters;
import dev.dokployprovider.e2e.support.Noise;
import dev.dokployprovider.e2e.support.Programs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How fast bytes go through `command`, up and down, and how much memory that takes. */
final class BytesBench {
  static final int MEGABYTES = 300;
  private static final int ROUNDS = 7;
  private static final Path NULL = Path.of("/dev/null");

  private BytesBench() {}

  static void run(Path folder) {
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      var machine = Machine.of(dokploy, "bytes", folder);
      machine.must("create");
      Path noise = folder.resolve("noise");
      try (OutputStream out = Files.newOutputStream(noise)) {
        new Noise().write(out, MEGABYTES);
      }
      compare(machine, "up", "cat >/dev/null", noise);
      pipe(provider(), environment(machine, "cat >/tmp/noise"), noise);
      compare(machine, "down", "cat /tmp/noise", NULL);
      BenchReport.line(
          "most memory of the live connection after that: %d kB"
              .formatted(Masters.peakKilobytes(Masters.of(machine).getFirst())));
      machine.must("delete");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compare(Machine machine, String direction, String text, Path stdin) {
    compare(machine, direction, text, PlainSsh.command(machine, text), stdin, 0.95);
  }

  /**
   * `command` and another ssh in turn.
   *
   * @param aim how much of the other's speed it should have at least
   */
  static void compare(
      Machine machine, String direction, String text, List<String> plain, Path stdin, double aim) {
    var ours = new ArrayList<Cost>();
    var theirs = new ArrayList<Cost>();
    for (int i = 0; i < ROUNDS; i++) {
      ours.add(Cost.of(() -> pipe(provider(), environment(machine, text), stdin)));
      theirs.add(Cost.of(() -> pipe(plain, Engine.plainEnvironment(), stdin)));
    }
    BenchReport.speed(
        "%d MB %s through `command`".formatted(MEGABYTES, direction),
        Cost.wallOf(ours),
        Cost.wallOf(theirs),
        "through a fresh ssh",
        aim);
  }

  private static List<String> provider() {
    return List.of(Programs.provider().toString(), "command");
  }

  private static Map<String, String> environment(Machine machine, String text) {
    var result = new HashMap<>(machine.environment());
    result.put("COMMAND", text);
    return result;
  }

  /** Nothing of this program's is in the way: files at both ends. */
  private static void pipe(List<String> command, Map<String, String> environment, Path stdin) {
    var builder =
        new ProcessBuilder(command)
            .redirectInput(stdin.toFile())
            .redirectOutput(NULL.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      int exitCode = builder.start().waitFor();
      if (exitCode != 0) {
        throw new AssertionError(command + " ended with " + exitCode);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
