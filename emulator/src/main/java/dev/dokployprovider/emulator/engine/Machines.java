package dev.dokployprovider.emulator.engine;

import dev.dokployprovider.emulator.machine.Machine;
import dev.dokployprovider.emulator.machine.MachineFolder;
import dev.dokployprovider.emulator.store.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The SSH servers of the containers that are machines, by container. */
final class Machines implements AutoCloseable {
  private static final String CONFIGS = "/etc/devpod-machine/";
  private static final String SERVICE = "machine";

  private final Folders folders;
  private final Map<String, Machine> running = new HashMap<>();
  private final ShutdownWatch shutdowns;

  /** The consumer learns which containers were told from inside to end. */
  Machines(Folders folders, Consumer<String> ended) {
    this.folders = folders;
    this.shutdowns = new ShutdownWatch(ended);
  }

  /**
   * Starts a container's machine, if it is one: a service of that name, with keys.
   *
   * @throws BindException when the port was taken meanwhile
   */
  synchronized void start(LocalContainer container, ComposeModel.Service service, int port)
      throws EngineException, BindException {
    String hostKey = service.configs().get(CONFIGS + "ssh_host_ed25519_key");
    String keys = service.configs().get(CONFIGS + "authorized_keys");
    if (!container.service().equals(SERVICE) || hostKey == null || keys == null) {
      return;
    }
    try {
      Path root = folders.machine(container.project());
      running.put(container.id(), Machine.start(root, port, hostKey, keys));
      shutdowns.watch(new MachineFolder(root.toAbsolutePath()).control(), container.id());
    } catch (BindException e) {
      throw e;
    } catch (IOException | UncheckedIOException e) {
      throw new EngineException(String.valueOf(e.getMessage()));
    }
  }

  /** Where a container's machine listens on loopback, whatever is published. */
  synchronized Optional<Integer> port(String container) {
    return Optional.ofNullable(running.get(container)).map(Machine::port);
  }

  /** Ends a container's machine; false when it has none. */
  synchronized boolean stop(String container) {
    Machine machine = running.remove(container);
    if (machine == null) {
      return false;
    }
    machine.close();
    return true;
  }

  @Override
  public synchronized void close() {
    shutdowns.close();
    running.values().forEach(Machine::close);
    running.clear();
  }
}
