package dev.dokployprovider.e2e.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One call of the provider that goes on, its stdin and stdout in the hands of the client. */
public final class Calling {
  /** For what a client waits for without a limit: a test must end. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Client client;
  private final Process process;
  private final Path stderr;

  private Calling(Client client, Process process, Path stderr) {
    this.client = client;
    this.process = process;
    this.stderr = stderr;
  }

  static Calling start(Client client, List<String> command, Map<String, String> environment) {
    try {
      Path stderr = Files.createTempFile("client", ".err");
      stderr.toFile().deleteOnExit();
      var builder = new ProcessBuilder(command).redirectError(stderr.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      return new Calling(client, builder.start(), stderr);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends stdin at once and waits for the end. */
  Ended end() {
    closeStdin();
    String out = soon(LIMIT, () -> new String(in().readAllBytes(), StandardCharsets.UTF_8));
    return new Ended(exitCode(), out, err());
  }

  /** How a call ended. */
  public record Ended(int exitCode, String out, String err) {}

  void send(byte[] bytes) throws IOException {
    process.getOutputStream().write(bytes);
    process.getOutputStream().flush();
  }

  void closeStdin() {
    close(process.getOutputStream());
  }

  /** A line of stdout, read byte by byte as the clients do: what follows it is the tunnel's. */
  String line(Duration limit) {
    return soon(
        limit,
        () -> {
          var line = new ByteArrayOutputStream();
          for (int next = in().read(); next != '\n'; next = in().read()) {
            if (next < 0) {
              throw new IOException("stdout ended after \"" + line + "\"");
            }
            line.write(next);
          }
          return line.toString(StandardCharsets.UTF_8).strip();
        });
  }

  byte[] read(int count, Duration limit) {
    return soon(limit, () -> in().readNBytes(count));
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the call as the client does that has done with it: its pipes close, too. */
  int kill() {
    switch (client.kill()) {
      case AT_ONCE -> process.destroyForcibly();
      case ASKED_FIRST -> interrupt();
    }
    closeStdin();
    close(in());
    return exitCode();
  }

  private void interrupt() {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int exitCode() {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the provider does not end: " + err());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String err() {
    try {
      return Files.readString(stderr);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream in() {
    return process.getInputStream();
  }

  /** Something that reads. */
  @FunctionalInterface
  private interface Read<T> {
    T read() throws IOException;
  }

  private <T> T soon(Duration limit, Read<T> read) {
    var result = new CompletableFuture<T>();
    Thread.startVirtualThread(() -> {
      try {
        result.complete(read.read());
      } catch (IOException e) {
        result.completeExceptionally(e);
      }
    });
    try {
      return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new NoAnswerException("no answer within " + limit + ": " + e + "; " + err(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void close(AutoCloseable stream) {
    try {
      stream.close();
    } catch (Exception alreadyGone) {
      // The provider need not read its input to the end.
    }
  }
}
