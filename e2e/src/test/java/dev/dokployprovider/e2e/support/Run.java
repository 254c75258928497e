package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of a program, to its end.
 *
 * @param took wall-clock time
 */
public record Run(List<String> command, int exitCode, String out, String err, Duration took) {

  /**
   * Runs a program with exactly this environment; fails when it takes longer than {@code limit}.
   */
  public static Run of(
      List<String> command, Map<String, String> environment, String stdin, Duration limit) {
    long start = System.nanoTime();
    try {
      var builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      var process = builder.start();
      var out = read(process.getInputStream());
      var err = read(process.getErrorStream());
      try (var in = process.getOutputStream()) {
        in.write(stdin.getBytes(StandardCharsets.UTF_8));
      } catch (IOException closedEarly) {
        // The program need not read its input.
      }
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError(command + " did not end within " + limit);
      }
      var took = Duration.ofNanos(System.nanoTime() - start);
      return new Run(command, process.exitValue(), whole(out, limit), whole(err, limit), took);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What a process of its own keeps open must not hold the caller forever. */
  private static String whole(CompletableFuture<String> text, Duration limit)
      throws InterruptedException {
    try {
      return text.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("its output has no end", e);
    }
  }

  private static CompletableFuture<String> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> Thread.ofVirtual().start(task));
  }

  /** The run as a person wants to see it when a test fails. */
  public String transcript() {
    return "%s%nexit code %d after %d ms%n--- out%n%s%n--- err%n%s"
        .formatted(command, exitCode, took.toMillis(), out, err);
  }
}
