package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs, its stdin and stdout in the caller's hands and its stderr in a file. */
public record UnfinishedEntry(Process process, Path stderr) {
  public static UnfinishedEntry start(List<String> command, Map<String, String> environment)
      throws IOException {
    var stderr = Files.createTempFile("dokploy", ".err");
    stderr.toFile().deleteOnExit();
    var builder =
        new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectError(stderr.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new UnfinishedEntry(builder.start(), stderr);
  }

  public OutputStream stdin() {
    return process.getOutputStream();
  }

  public InputStream stdout() {
    return process.getInputStream();
  }

  /** Writes that text, and no more. */
  public UnfinishedEntry withInput(String text) {
    try (var in = stdin()) {
      in.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException closedEarly) {
      // The program need not read its input.
    }
    return this;
  }

  /** Waits until it has said the line, which nothing follows yet. */
  public void awaitLine(String line) throws IOException {
    byte[] said = stdout().readNBytes(line.length() + 1);
    if (!new String(said, StandardCharsets.UTF_8).equals(line + "\n")) {
      throw new AssertionError(
          "said \"" + new String(said, StandardCharsets.UTF_8) + "\": " + Files.readString(stderr));
    }
  }

  /** Sends a signal to this process alone. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Kills it and what it has started, at once. */
  public void killAll() throws InterruptedException {
    var started = process.descendants().toList();
    started.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    started.forEach(one -> one.onExit().join());
  }

  /** What it has said on standard error so far. */
  public String err() {
    try {
      return Files.readString(stderr);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of stdout, and the end. */
  public Outcome end() {
    try {
      String out = new String(stdout().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(exitCode(), out, Files.readString(stderr));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int exitCode() {
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("it does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How it ended. */
  public record Outcome(int exitCode, String out, String err) {}
}
