package dev.dokployprovider.provider.recipe;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.provider.recipe.Programs.Result;
import dev.dokployprovider.provider.recipe.model.MachineKeys;
import dev.dokployprovider.provider.recipe.model.SomeMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A machine on this computer's Docker, deployed with the words that Dokploy uses. */
final class DockerMachine implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String project;
  private final Path folder;
  private final MachineKeys keys;

  private DockerMachine(String project, Path folder, MachineKeys keys) {
    this.project = project;
    this.folder = folder;
    this.keys = keys;
  }

  /** Skips the test where there is no engine or no such image. */
  static void assumeDocker(String image) {
    assumeTrue(works("docker", "info"), "no Docker engine answers here");
    assumeTrue(works("docker", "compose", "version"), "no Docker Compose here");
    assumeTrue(works("docker", "image", "inspect", image), "no image " + image + " here");
    assumeTrue(works("ssh", "-V"), "no OpenSSH client here");
  }

  static boolean works(String... command) {
    try {
      return Programs.run(command).exitCode() == 0;
    } catch (AssertionError absent) {
      return false;
    }
  }

  /** A machine with keys of its own that is not up yet. */
  static DockerMachine in(Path folder, String name) {
    Path files = folder.resolve(name);
    try {
      Files.createDirectories(files);
      for (String key : List.of("host", "user")) {
        Programs.run(files, "", List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key))
            .orFail();
      }
      DockerMachine machine =
          new DockerMachine(
              "recipe-test-" + ProcessHandle.current().pid() + "-" + name,
              files,
              new MachineKeys(
                  new Secret(Files.readString(files.resolve("host"))),
                  List.of(Files.readString(files.resolve("user.pub")).strip())));
      machine.pin(Files.readString(files.resolve("host.pub")));
      return machine;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String project() {
    return project;
  }

  /** Only this host key is believed from now on. */
  void pin(String publicKey) {
    try {
      Files.writeString(folder.resolve("known_hosts"), "machine " + publicKey.strip() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As Dokploy deploys (docs/reference/dokploy.md §3.2). Returns what the build said. */
  String deploy(SomeMachine machine) {
    return deploy(composeFile(machine));
  }

  /** The machine's compose file, on a network of this run's own. */
  String composeFile(SomeMachine machine) {
    // A run that was killed may have left a network, and another may run beside this one.
    Notes notes =
        new Notes(
            Optional.empty(),
            Optional.of(MachineNetwork.of(machine.spec().subnets(), project, 0)),
            new LinkedHashMap<>());
    return Fixtures.recipe(machine, keys, notes).composeFile();
  }

  String deploy(String composeFile) {
    try {
      Files.writeString(folder.resolve("docker-compose.yml"), composeFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Result result = compose("up", "-d", "--build", "--remove-orphans").orFail();
    return result.out() + result.err();
  }

  /** As Dokploy starts. */
  void start() {
    compose("up", "-d").orFail();
  }

  void stop() {
    compose("stop").orFail();
  }

  Result compose(String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("docker", "compose", "-p", project, "-f", "docker-compose.yml"));
    command.addAll(List.of(arguments));
    return Programs.run(folder, "", command);
  }

  String container() {
    return project + "-" + Recipe.SERVICE + "-1";
  }

  String inspect(String format) {
    return Programs.run("docker", "inspect", "--format", format, container())
        .orFail()
        .out()
        .strip();
  }

  /** What Docker keeps of all that the machine's first process has printed. */
  String log() {
    Result result = Programs.run("docker", "logs", container()).orFail();
    return result.out() + result.err();
  }

  void awaitState(String state) {
    await(
        () -> inspect("{{.State.Status}}").equals(state),
        () -> "the container to be " + state + ", but it is " + inspect("{{json .State}}"));
  }

  /** Runs it on the machine, once its sshd answers. */
  Result ssh(String command) {
    return ssh("root", Map.of(), "", command);
  }

  Result ssh(String user, Map<String, String> environment, String input, String command) {
    Result[] result = new Result[1];
    await(
        () -> {
          result[0] = attempt(user, environment, input, command);
          return result[0].exitCode() != 255
              || !result[0].err().matches("(?s).*(refused|reset|closed|Broken).*");
        },
        () -> "sshd: " + result[0]);
    return result[0];
  }

  private Result attempt(
      String user, Map<String, String> environment, String input, String command) {
    String port = Programs.run("docker", "port", container(), "22/tcp").out();
    List<String> ssh =
        List.of(
            "ssh",
            "-F",
            "/dev/null",
            "-p",
            port.strip().lines().findFirst().orElse(":1").replaceFirst(".*:", ""),
            "-i",
            "user",
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            "IdentityAgent=none",
            "-o",
            "BatchMode=yes",
            "-o",
            "StrictHostKeyChecking=yes",
            "-o",
            "UserKnownHostsFile=known_hosts",
            "-o",
            "GlobalKnownHostsFile=/dev/null",
            "-o",
            "UpdateHostKeys=no",
            "-o",
            "HostKeyAlias=machine",
            "-o",
            "ConnectTimeout=20",
            "-o",
            "SendEnv=DOKPLOY_COMMAND",
            user + "@127.0.0.1",
            command);
    return Programs.run(folder, environment, input, ssh);
  }

  private static void await(BooleanSupplier condition, Supplier<String> wish) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("waited " + PATIENCE + " for " + wish.get());
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted", e);
      }
    }
  }

  /** Removes all of it, the image too. */
  @Override
  public void close() {
    if (Files.exists(folder.resolve("docker-compose.yml"))) {
      compose("down", "--volumes", "--rmi", "local", "--timeout", "5").orFail();
    }
  }
}
