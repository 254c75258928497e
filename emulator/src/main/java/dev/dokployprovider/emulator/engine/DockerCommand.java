package dev.dokployprovider.emulator.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Runs the docker CLI with the environment that Dokploy gives it. */
final class DockerCommand {
  /** What the CLI needs to find its engine, its plugins and a folder that it may write to. */
  private static final List<String> PASSED =
      List.of("PATH", "HOME", "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG", "XDG_RUNTIME_DIR");

  record Result(int exitCode, String stdout, String stderr) {
    boolean worked() {
      return exitCode == 0;
    }
  }

  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  /** Runs to the end and collects what is written. */
  Result run(@Nullable Path folder, Map<String, String> more, List<String> arguments)
      throws InterruptedException {
    try {
      Path stderr = Files.createTempFile("docker", ".err");
      try {
        Process process = builder(folder, more, arguments).redirectError(stderr.toFile()).start();
        running.add(process);
        try {
          process.getOutputStream().close();
          String stdout =
              new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          return new Result(process.waitFor(), stdout, Files.readString(stderr));
        } catch (InterruptedException e) {
          process.destroy();
          throw e;
        } finally {
          running.remove(process);
        }
      } finally {
        Files.deleteIfExists(stderr);
      }
    } catch (IOException e) {
      return new Result(127, "", e.getMessage() + "\n");
    }
  }

  Result run(String... arguments) throws InterruptedException {
    return run(null, Map.of(), List.of(arguments));
  }

  /**
   * Runs to the end with all output at the end of a file: written by docker itself, so that a
   * deployment goes on when this process is killed, as Dokploy's do.
   */
  int run(Path folder, Map<String, String> more, List<String> arguments, Path log)
      throws InterruptedException {
    try {
      Process process =
          builder(folder, more, arguments)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      running.add(process);
      try {
        process.getOutputStream().close();
        return process.waitFor();
      } finally {
        running.remove(process);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Interrupts what runs now, as Ctrl-C would. */
  void abort() {
    running.forEach(Process::destroy);
  }

  private static ProcessBuilder builder(
      @Nullable Path folder, Map<String, String> more, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add("docker");
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    if (folder != null) {
      builder.directory(folder.toFile());
    }
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(PASSED);
    String home = environment.get("HOME");
    if (home != null) {
      // The .env file says /root/.docker, which only root can use; the environment comes first.
      environment.putIfAbsent("DOCKER_CONFIG", home + "/.docker");
    }
    environment.putAll(more);
    return builder;
  }
}
