package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * A Docker engine inside a container of this computer's, for what must not happen to an engine that
 * others use: a restart, a whole cleanup.
 */
public final class NestedEngine implements AutoCloseable {
  private final String container;
  private final Docker docker;

  private NestedEngine(String container, Docker docker) {
    this.container = container;
    this.docker = docker;
  }

  /**
   * Brings it up.
   *
   * @param image has Docker Engine in it
   * @param folder for its socket
   */
  public static NestedEngine start(String image, Path folder) {
    try {
      Files.createDirectories(folder);
      var group = Files.getAttribute(folder, "unix:gid");
      String container =
          Docker.here()
              .must(
                  "run",
                  "--detach",
                  "--init",
                  "--privileged",
                  "--volume",
                  "/var/lib/docker",
                  "--volume",
                  folder + ":/nested",
                  "--env",
                  "GROUP=" + group,
                  "--entrypoint",
                  "sh",
                  image,
                  "-c",
                  script());
      var docker = new Docker(Map.of("DOCKER_HOST", "unix://" + folder.resolve("docker.sock")));
      var engine = new NestedEngine(container, docker);
      try {
        engine.awaitAnswer();
      } catch (AssertionError silent) {
        engine.close();
        throw silent;
      }
      return engine;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String script() throws IOException {
    try (InputStream in = NestedEngine.class.getResourceAsStream("nested-engine.sh")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public Docker docker() {
    return docker;
  }

  /** Where the ports are that its containers publish. */
  public String address() {
    return Docker.here().must("inspect", "--format", "{{.NetworkSettings.IPAddress}}", container);
  }

  /** Ends dockerd with this signal; another one is started in its place. */
  public void restart(String signal) {
    String old = Docker.here().must("exec", container, "cat", "/var/run/docker.pid");
    Docker.here().must("exec", container, "sh", "-c", "kill -" + signal + " " + old);
    Waiting.until("another dockerd is there", () -> !pid().isEmpty() && !pid().equals(old));
    awaitAnswer();
  }

  private String pid() {
    return Docker.here().run("exec", container, "cat", "/var/run/docker.pid").out().strip();
  }

  private void awaitAnswer() {
    try {
      Waiting.until("the nested engine answers", () -> docker.run("info").exitCode() == 0);
    } catch (AssertionError silent) {
      throw new AssertionError(Docker.here().run("logs", "--tail", "30", container).err(), silent);
    }
  }

  @Override
  public void close() {
    Docker.here().must("rm", "--force", "--volumes", container);
  }
}
