package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Docker engine as the server's owner sees it: past Dokploy.
 *
 * @param environment what the docker program gets beside this program's own environment
 */
public record Docker(Map<String, String> environment) {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** The engine that this computer's docker program talks to. */
  public static Docker here() {
    return new Docker(Map.of());
  }

  /** One run of the docker program, whatever comes of it. */
  public Run run(String... arguments) {
    return given("", arguments);
  }

  private Run given(String stdin, String... arguments) {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    var all = new HashMap<>(System.getenv());
    all.putAll(environment);
    return Run.of(command, all, stdin, LIMIT);
  }

  /** What docker printed; it must succeed. */
  public String must(String... arguments) {
    return succeeded(run(arguments));
  }

  /** Builds an image of a Dockerfile that copies no file. */
  public void build(String image, String dockerfile) {
    succeeded(given(dockerfile, "build", "-q", "-t", image, "-"));
  }

  private static String succeeded(Run run) {
    if (run.exitCode() != 0) {
      throw new AssertionError(run.transcript());
    }
    return run.out().strip();
  }

  /** Gives it an image of this computer's engine, as a registry would. */
  public void load(String image) {
    var loading = new ProcessBuilder("docker", "load", "--quiet");
    loading.environment().putAll(environment);
    loading.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      for (var process :
          ProcessBuilder.startPipeline(
              List.of(new ProcessBuilder("docker", "save", image), loading))) {
        if (process.waitFor() != 0) {
          throw new AssertionError("docker save | docker load: exit code " + process.exitValue());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The id of a machine's container in whatever state; empty where there is none. */
  public String containerOf(Machine machine) {
    return must("ps", "-aq", "--no-trunc", "--filter", label(machine));
  }

  /** Of a machine's container, as {@code docker inspect --format} words it. */
  public String inspect(Machine machine, String format) {
    return must("inspect", "--format", format, containerOf(machine));
  }

  private static String label(Machine machine) {
    return "label=dev.dokployprovider.machine=" + machine.id();
  }
}
