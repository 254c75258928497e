package dev.dokployprovider.emulator.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The real Docker, called as Dokploy calls it (dokploy-api.md §3.2, §3.5). */
public final class DockerEngine implements Engine {

  /** Whether a Docker engine with Compose v2 answers here. */
  public static boolean isThere() {
    try {
      return docker("info").exitCode() == 0 && docker("compose", "version").exitCode() == 0;
    } catch (UncheckedIOException noSuchProgram) {
      return false;
    }
  }

  @Override
  public int up(String appName, Path code, boolean build, Path log) {
    var command =
        new ArrayList<>(List.of("docker", "compose", "-p", appName, "-f", "docker-compose.yml"));
    command.addAll(List.of("up", "-d"));
    if (build) {
      command.addAll(List.of("--build", "--remove-orphans"));
    }
    return run(command, code, log);
  }

  @Override
  public int stop(String appName, Path folder, Path log) {
    return run(List.of("docker", "compose", "-p", appName, "stop"), folder, log);
  }

  @Override
  public int down(String appName, boolean volumes) {
    return volumes
        ? docker("compose", "-p", appName, "down", "--volumes").exitCode()
        : docker("compose", "-p", appName, "down").exitCode();
  }

  @Override
  public List<Listed> containers(String appName) {
    var ps =
        docker(
            "ps",
            "-a",
            "--filter",
            "label=com.docker.compose.project=" + appName,
            "--format",
            "{{.ID}}\t{{.Names}}\t{{.State}}\t{{.Status}}");
    return ps.out()
        .lines()
        .map(line -> line.split("\t", 4))
        .filter(parts -> parts.length == 4)
        .map(parts -> new Listed(parts[0], parts[1], parts[2], parts[3]))
        .toList();
  }

  @Override
  public Optional<String> inspect(String containerId) {
    var inspected = docker("inspect", "--type", "container", "--format", "{{json .}}", containerId);
    return inspected.exitCode() == 0 ? Optional.of(inspected.out().strip()) : Optional.empty();
  }

  /** Dokploy leaves the images that it built (dokploy-observed.md); the emulator cleans up. */
  @Override
  public void purge(String appName) {
    down(appName, true);
    var images =
        docker("images", "-q", "--filter", "label=com.docker.compose.project=" + appName).out();
    images.lines().distinct().forEach(image -> docker("rmi", "-f", image));
    docker("rmi", "-f", appName + "-machine");
  }

  private record Ran(int exitCode, String out) {}

  private static Ran docker(String... arguments) {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    try {
      var process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ran(process.waitFor(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** With nothing of our own environment but where programs are, as {@code env -i PATH=$PATH}. */
  private static int run(List<String> command, Path folder, Path log) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.writeString(log, "spawn /bin/sh ENOENT\n", append());
        return 1;
      }
      var builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
      String home = System.getenv().getOrDefault("HOME", "/root");
      builder.environment().clear();
      builder.environment().put("PATH", path);
      builder.environment().put("HOME", home);
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static StandardOpenOption[] append() {
    return new StandardOpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.APPEND};
  }
}
