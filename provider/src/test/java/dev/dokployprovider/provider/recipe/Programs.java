package dev.dokployprovider.provider.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs programs, each with a deadline. */
final class Programs {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** How a program ended. */
  record Result(int exitCode, String out, String err) {
    Result orFail() {
      if (exitCode != 0) {
        throw new AssertionError("exit code " + exitCode + "\n" + out + "\n" + err);
      }
      return this;
    }
  }

  private Programs() {}

  static Result run(String... command) {
    return run(Path.of("."), "", List.of(command));
  }

  static Result run(Path folder, String input, List<String> command) {
    return run(folder, Map.of(), input, command);
  }

  static Result run(
      Path folder, Map<String, String> environment, String input, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Process process = builder.start();
      Future<String> out = threads.submit(() -> read(process.getInputStream()));
      Future<String> err = threads.submit(() -> read(process.getErrorStream()));
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(UTF_8));
      } catch (IOException ended) {
        // It ended without reading it all: its exit code tells.
      }
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("took more than " + LIMIT + ": " + command);
      }
      return new Result(process.exitValue(), out.get(), err.get());
    } catch (IOException | InterruptedException | ExecutionException e) {
      throw new AssertionError("could not run " + command, e);
    }
  }

  private static String read(InputStream in) throws IOException {
    return new String(in.readAllBytes(), UTF_8);
  }
}
