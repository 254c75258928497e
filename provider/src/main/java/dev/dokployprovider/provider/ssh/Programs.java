package dev.dokployprovider.provider.ssh;

import dev.dokployprovider.provider.options.ChildEnvironment;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program to its end or to the deadline. What it prints may be secret, so it is never in a
 * file that a killed process would leave; its error texts are in one, as a connection that stays
 * open keeps that open too.
 */
final class Programs {
  static final int LONGEST_OUTPUT = 1 << 20;
  private static final int FAILED = 255;

  /** The system ends a killed process in a moment, or never. */
  private static final int KILLED_SECONDS = 2;

  private Programs() {}

  /** The environment for ssh, whose texts must be the untranslated ones. */
  static Map<String, String> environmentFor(Map<String, String> environment) {
    return with(ChildEnvironment.of(environment), "LC_ALL", "C");
  }

  static Map<String, String> with(Map<String, String> environment, String name, String value) {
    Map<String, String> result = new HashMap<>(environment);
    result.put(name, value);
    return result;
  }

  static RunResult run(List<String> command, Map<String, String> environment, Duration timeout)
      throws IOException {
    return run(command, environment, "", timeout);
  }

  /**
   * @param input what the program reads on its standard input
   */
  static RunResult run(
      List<String> command, Map<String, String> environment, String input, Duration timeout)
      throws IOException {
    Path err = TempFiles.create(".err");
    try (InputStream said = Files.newInputStream(err)) {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(
                  input.isEmpty()
                      ? ProcessBuilder.Redirect.from(nullFile())
                      : ProcessBuilder.Redirect.PIPE)
              .redirectError(err.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process process = builder.start();
      // Open files need no name, and a killed process would leave it. (Windows keeps it.)
      discard(err);
      if (!input.isEmpty()) {
        Thread.ofVirtual().start(() -> feed(process, input));
      }
      var printed = Printed.on(process.getInputStream());
      boolean ended = awaitEnd(process, timeout);
      String stdout = printed.text(ended);
      String stderr = read(said);
      return ended
          ? new RunResult(process.exitValue(), stdout, stderr)
          : new RunResult(
              FAILED, stdout, stderr + RunResult.TIMED_OUT + timeout.toSeconds() + " s\n");
    } finally {
      discard(err);
    }
  }

  /**
   * Deletes a file of ours that is no longer needed. On Windows it may still be open, in a virus
   * scanner or a program that just ends; what was run has its result all the same.
   */
  static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stillOpen) {
      file.toFile().deleteOnExit();
    }
  }

  private static void feed(Process process, String input) {
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException endedBefore) {
      // It need not read it; how it ended tells the rest.
    }
  }

  /**
   * Runs a program with this process's own standard streams as long as it runs; ends it when this
   * process or thread is interrupted.
   */
  static int attach(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    Thread end = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      return process.waitFor();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return FAILED;
    } finally {
      process.destroy();
      forget(end);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // Then the hook runs, and finds nothing to end.
    }
  }

  private static boolean awaitEnd(Process process, Duration timeout) {
    boolean ended = false;
    try {
      ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      if (!ended) {
        process.destroyForcibly();
        // Windows does not delete a file that a process still has open.
        process.onExit().completeOnTimeout(process, KILLED_SECONDS, TimeUnit.SECONDS).join();
      }
    }
    return ended;
  }

  private static File nullFile() {
    boolean windows = File.separatorChar == '\\';
    return new File(windows ? "NUL" : "/dev/null");
  }

  static String read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    }
  }

  private static String read(InputStream in) throws IOException {
    return new String(in.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8);
  }
}
