package dev.dokployprovider.emulator.engine;

import dev.dokployprovider.emulator.machine.Machine;
import dev.dokployprovider.emulator.machine.MachineFolder;
import dev.dokployprovider.emulator.store.Files2;
import dev.dokployprovider.emulator.store.Folders;
import dev.dokployprovider.emulator.store.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Services without Docker. A service {@code machine} with a host key and authorized keys becomes an
 * SSH server in this process; any other is only said to run. Containers outlive this process as far
 * as they can: those that ran when it ended are started again when it opens the same folder.
 */
public class ProcessEngine implements Engine {
  private static final String CONFIGS = "/etc/devpod-machine/";
  private static final String MACHINE = "machine";

  /** What a container says that SIGTERM ended without a handler. */
  private static final int TERMINATED = 143;

  private final Folders folders;
  private final Table containers;
  private final Ports ports = new Ports();
  private final Map<String, Machine> machines = new HashMap<>();
  private final ShutdownWatch shutdowns;

  public ProcessEngine(Folders folders) {
    this.folders = folders;
    this.containers = new Table(folders.tables().resolve("containers"), "id");
    this.shutdowns = new ShutdownWatch(this::machineEnded);
    for (LocalContainer container : all()) {
      if (container.is("running")) {
        resume(container);
      }
    }
  }

  private void resume(LocalContainer container) {
    try {
      launch(container, model(folders.code(container.project()).resolve(ComposeProject.FILE)));
    } catch (EngineException e) {
      save(container.exited(1));
    }
  }

  @Override
  public String name() {
    return "process";
  }

  private List<LocalContainer> all() {
    return containers.all().stream().map(LocalContainer::new).toList().reversed();
  }

  private List<LocalContainer> of(String project) {
    return all().stream().filter(container -> container.project().equals(project)).toList();
  }

  private void save(LocalContainer container) {
    containers.update(container.id(), row -> container.row());
  }

  @Override
  public boolean deploy(ComposeProject project, List<String> arguments, Path log)
      throws InterruptedException {
    try {
      up(project, log);
      return true;
    } catch (EngineException e) {
      append(log, e.getMessage() + "\n");
      return false;
    }
  }

  @Override
  public void start(ComposeProject project) throws EngineException {
    try {
      up(project, null);
    } catch (EngineException e) {
      throw EngineException.failed(
          "docker compose -p " + project.appName() + " -f " + ComposeProject.FILE + " up -d",
          e.getMessage() + "\n");
    }
  }

  private synchronized void up(ComposeProject project, @Nullable Path log) throws EngineException {
    ComposeModel model = model(project.file());
    for (LocalContainer old : of(project.appName())) {
      ComposeModel.Service service = model.services().get(old.service());
      if (service == null || !service.hash().equals(old.row().text("hash"))) {
        remove(old);
      }
    }
    for (var service : model.services().entrySet()) {
      LocalContainer container = existing(project.appName(), service.getKey());
      if (container == null) {
        container = LocalContainer.create(project.appName(), service.getKey(), service.getValue());
        containers.insert(container.row());
        append(log, " Container " + container.row().text("name") + "  Created\n");
      }
      if (!container.is("running")) {
        append(log, " Container " + container.row().text("name") + "  Starting\n");
        launch(container, model);
        append(log, " Container " + container.row().text("name") + "  Started\n");
      }
    }
  }

  private @Nullable LocalContainer existing(String project, String service) {
    return of(project).stream()
        .filter(container -> container.service().equals(service))
        .findFirst()
        .orElse(null);
  }

  private static ComposeModel model(Path file) throws EngineException {
    try {
      return ComposeModel.parse(Files.readString(file));
    } catch (IOException e) {
      throw new EngineException("open " + file + ": no such file or directory");
    }
  }

  /** Starts a container that exists: its port, and its machine when it is one. */
  private synchronized void launch(LocalContainer container, ComposeModel model)
      throws EngineException {
    ComposeModel.Service service = model.services().get(container.service());
    if (service == null) {
      throw new EngineException("no such service: " + container.service());
    }
    String hostKey = service.configs().get(CONFIGS + "ssh_host_ed25519_key");
    String keys = service.configs().get(CONFIGS + "authorized_keys");
    try {
      int port = service.ports().isEmpty() ? 0 : pick(service.ports().getFirst(), container);
      if (container.service().equals(MACHINE) && hostKey != null && keys != null) {
        Path root = folders.machine(container.project());
        machines.put(container.id(), Machine.start(root, port, hostKey, keys));
        shutdowns.watch(new MachineFolder(root.toAbsolutePath()).control(), container.id());
      }
      save(container.running(port));
    } catch (IOException | UncheckedIOException e) {
      save(container.failed(String.valueOf(e.getMessage())));
      throw new EngineException("Error response from daemon: " + e.getMessage());
    } catch (EngineException e) {
      save(container.failed(String.valueOf(e.getMessage())));
      throw new EngineException(
          "Error response from daemon: driver failed programming external connectivity on endpoint "
              + container.row().text("name")
              + ": "
              + e.getMessage());
    }
  }

  private int pick(PortMapping mapping, LocalContainer container) throws EngineException {
    if (container.is("running")) {
      return container.port();
    }
    Set<Integer> taken = all().stream().map(LocalContainer::port).collect(Collectors.toSet());
    return ports.pick(mapping, taken);
  }

  @Override
  public synchronized void stop(ComposeProject project) throws EngineException {
    of(project.appName()).forEach(this::halt);
  }

  private void halt(LocalContainer container) {
    if (container.is("running")) {
      Machine machine = machines.remove(container.id());
      if (machine != null) {
        machine.close();
      }
      save(container.exited(machine == null ? TERMINATED : 0));
    }
  }

  private synchronized void machineEnded(String id) {
    containers.find(id).map(LocalContainer::new).ifPresent(this::halt);
  }

  private synchronized void remove(LocalContainer container) {
    halt(container);
    containers.remove(container.id());
  }

  @Override
  public synchronized void down(ComposeProject project, boolean volumes) throws EngineException {
    of(project.appName()).forEach(this::remove);
    if (volumes) {
      Files2.deleteTree(folders.machine(project.appName()));
    }
  }

  @Override
  public List<Container> containers() throws EngineException {
    return all().stream().map(LocalContainer::shown).toList();
  }

  private Optional<LocalContainer> find(String container) {
    return all().stream()
        .filter(one ->
            one.row().text("name").equals(container)
                || (container.length() >= 4 && one.id().startsWith(container)))
        .findFirst();
  }

  @Override
  public Optional<Map<String, @Nullable Object>> inspect(String container) {
    return find(container).map(LocalContainer::inspect);
  }

  @Override
  public synchronized void container(String verb, String id) throws EngineException {
    LocalContainer container =
        find(id)
            .orElseThrow(() ->
                EngineException.failed(
                    "docker container " + verb + " " + id,
                    "Error response from daemon: No such container: " + id + "\n"));
    switch (verb) {
      case "rm" -> remove(container);
      case "stop", "kill" -> halt(container);
      case "start", "restart" -> {
        halt(container);
        LocalContainer halted = find(id).orElseThrow();
        launch(halted, model(folders.code(halted.project()).resolve(ComposeProject.FILE)));
      }
      default -> throw new EngineException("unknown verb " + verb);
    }
  }

  @Override
  public String logs(String container, int tail, String since) throws EngineException {
    if (find(container).isEmpty()) {
      throw EngineException.failed(
          "docker container logs " + container, "Error: No such container: " + container + "\n");
    }
    return "";
  }

  @Override
  public synchronized void cleanUp(List<String> appNames, boolean volumes) {
    for (LocalContainer container : all()) {
      if (!container.is("running") && appNames.contains(container.project())) {
        containers.remove(container.id());
      }
    }
  }

  @Override
  public synchronized void erase(String appName) {
    new ArrayList<>(of(appName)).forEach(this::remove);
    Files2.deleteTree(folders.machine(appName));
  }

  private static void append(@Nullable Path log, String text) {
    if (log != null) {
      try {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void abort() {}

  /** Ends the machines; their rows stay "running", so that they come back. */
  @Override
  public synchronized void close() {
    shutdowns.close();
    machines.values().forEach(Machine::close);
    machines.clear();
  }
}
