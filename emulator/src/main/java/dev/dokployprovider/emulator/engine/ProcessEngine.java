package dev.dokployprovider.emulator.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.jr.ob.JSON;

/**
 * Machines inside this process, for where there is no Docker: each running service is an SSH server
 * on loopback. Ports move at every start, as Docker's do.
 */
public final class ProcessEngine implements Engine {
  private final Path homes;
  private final Map<String, Machine> machines = new ConcurrentHashMap<>();
  private final AtomicInteger starts = new AtomicInteger();

  /**
   * @param homes where each machine's folder is kept between its starts
   */
  public ProcessEngine(Path homes) {
    this.homes = homes;
  }

  /** A container, as far as answers show one. */
  private record Machine(
      String id, String name, String state, int exitCode, Optional<SshMachine> ssh) {
    Machine in(String newState, int newExitCode) {
      return new Machine(id, name, newState, newExitCode, Optional.empty());
    }
  }

  @Override
  public synchronized int up(String appName, Path code, boolean build, Path log) {
    try {
      if (!Files.exists(code.resolve("docker-compose.yml"))) {
        append(log, "spawn /bin/sh ENOENT");
        return 1;
      }
      var file = MachineFile.read(Files.readString(code.resolve("docker-compose.yml")));
      var old = machines.get(appName);
      if (old != null && old.state().equals("running") && !build) {
        return 0;
      }
      if (old != null) {
        old.ssh().ifPresent(SshMachine::stop);
      }
      return start(appName, file, Optional.ofNullable(old), log);
    } catch (IllegalArgumentException e) {
      append(log, String.valueOf(e.getMessage()));
      return 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      append(log, "the host key can't be read: " + e.getMessage());
      return 1;
    }
  }

  private int start(String appName, MachineFile file, Optional<Machine> old, Path log)
      throws IOException, GeneralSecurityException {
    String id = old.map(Machine::id).orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
    var machine =
        new Machine(id, appName + "-" + file.service() + "-1", "running", 0, Optional.empty());
    if (file.hostKey().isPresent() && file.ports().isPresent()) {
      Path home = Files.createDirectories(homes.resolve(appName));
      Files.deleteIfExists(home.resolve(".shutdown"));
      int from = file.ports().get().first() + starts.getAndIncrement();
      var ssh = SshMachine.start(file, home, from, () -> shutDown(appName));
      if (ssh.isEmpty()) {
        machines.put(appName, machine.in("created", 128));
        append(
            log,
            "Error response from daemon: driver failed programming external connectivity: Bind for"
                + " 0.0.0.0:%d failed: port is already allocated"
                    .formatted(file.ports().get().first()));
        return 1;
      }
      machine = new Machine(id, machine.name(), "running", 0, ssh);
    }
    machines.put(appName, machine);
    append(log, "Container " + machine.name() + "  Started");
    return 0;
  }

  /** From a thread of its own: the server that is ended runs the command that asked for it. */
  private void shutDown(String appName) {
    Thread.ofVirtual().start(() -> end(appName));
  }

  private synchronized void end(String appName) {
    machines.computeIfPresent(
        appName,
        (name, machine) -> {
          machine.ssh().ifPresent(SshMachine::stop);
          return machine.in("exited", 0);
        });
  }

  @Override
  public int stop(String appName, Path folder, Path log) {
    if (!Files.isDirectory(folder)) {
      append(log, "spawn /bin/sh ENOENT");
      return 1;
    }
    end(appName);
    return 0;
  }

  @Override
  public synchronized int down(String appName, boolean volumes) {
    end(appName);
    machines.remove(appName);
    if (volumes) {
      remove(homes.resolve(appName));
    }
    return 0;
  }

  @Override
  public List<Listed> containers(String appName) {
    return Optional.ofNullable(machines.get(appName))
        .map(machine ->
            new Listed(
                machine.id().substring(0, 12),
                machine.name(),
                machine.state(),
                machine.state().equals("running")
                    ? "Up 1 second"
                    : "Exited (" + machine.exitCode() + ") 1 second ago"))
        .stream()
        .toList();
  }

  @Override
  public Optional<String> inspect(String containerId) {
    return machines.values().stream()
        .filter(machine -> machine.id().startsWith(containerId))
        .findFirst()
        .map(ProcessEngine::inspect);
  }

  private static String inspect(Machine machine) {
    boolean running = machine.state().equals("running");
    Map<String, Object> ports =
        machine
            .ssh()
            .map(ssh ->
                Map.<String, Object>of(
                    "22/tcp",
                    List.of(Map.of("HostIp", "127.0.0.1", "HostPort", String.valueOf(ssh.port())))))
            .orElse(Map.of());
    try {
      return JSON.std.asString(
          Map.of(
              "Id", machine.id(),
              "Name", "/" + machine.name(),
              "RestartCount", 0,
              "State",
                  Map.of(
                      "Status",
                      machine.state(),
                      "Running",
                      running,
                      "ExitCode",
                      machine.exitCode(),
                      "Error",
                      ""),
              "NetworkSettings", Map.of("Ports", ports, "Networks", Map.of())));
    } catch (tools.jackson.core.JacksonException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void purge(String appName) {
    down(appName, true);
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(Path log, String line) {
    try {
      Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
