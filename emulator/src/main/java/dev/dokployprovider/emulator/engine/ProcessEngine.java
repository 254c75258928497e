package dev.dokployprovider.emulator.engine;

import dev.dokployprovider.emulator.store.FileTrees;
import dev.dokployprovider.emulator.store.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
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
  /** What a container says that SIGTERM ended without a handler. */
  private static final int TERMINATED = 143;

  private final Folders folders;
  private final LocalContainers containers;
  private final Ports ports = new Ports();
  private final Machines machines;

  public ProcessEngine(Folders folders) {
    this.folders = folders;
    this.containers = new LocalContainers(folders);
    this.machines = new Machines(folders, this::machineEnded);
    for (LocalContainer container : containers.all()) {
      if (container.is("running")) {
        resume(container);
      }
    }
  }

  private void resume(LocalContainer container) {
    try {
      launch(container, model(folders.code(container.project()).resolve(ComposeProject.FILE)));
    } catch (EngineException e) {
      containers.save(container.exited(1));
    }
  }

  @Override
  public String name() {
    return "process";
  }

  @Override
  public boolean deploy(ComposeProject project, List<String> arguments, Path log)
      throws InterruptedException {
    try {
      if (arguments.contains("down")) {
        down(project, arguments.contains("--volumes"));
      } else if (arguments.contains("up")) {
        up(project, log);
      }
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
    for (LocalContainer old : containers.of(project.appName())) {
      ComposeModel.Service service = model.services().get(old.service());
      if (service == null || !service.hash().equals(old.row().text("hash"))) {
        remove(old);
      }
    }
    for (var service : model.services().entrySet()) {
      LocalContainer container = containers.of(project.appName(), service.getKey()).orElse(null);
      if (container == null) {
        container = LocalContainer.create(project.appName(), service.getKey(), service.getValue());
        containers.insert(container);
        append(log, " Container " + container.row().text("name") + "  Created\n");
      }
      if (!container.is("running")) {
        append(log, " Container " + container.row().text("name") + "  Starting\n");
        launch(container, model);
        append(log, " Container " + container.row().text("name") + "  Started\n");
      }
    }
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
    try {
      containers.save(container.running(bind(container, service)));
    } catch (EngineException e) {
      containers.save(container.failed(String.valueOf(e.getMessage())));
      throw new EngineException("Error response from daemon: " + e.getMessage());
    }
  }

  /** Takes the next free port; 0 for a service without ports. */
  private int bind(LocalContainer container, ComposeModel.Service service) throws EngineException {
    Set<Integer> taken =
        containers.all().stream().map(LocalContainer::port).collect(Collectors.toSet());
    while (true) {
      int port = 0;
      if (container.is("running")) {
        port = container.port();
      } else if (!service.ports().isEmpty()) {
        port = pick(service.ports().getFirst(), container, taken);
      }
      try {
        machines.start(container, service, port);
        return port;
      } catch (BindException e) {
        if (container.is("running")) {
          throw new EngineException(String.valueOf(e.getMessage()));
        }
        taken.add(port);
      }
    }
  }

  private int pick(PortMapping mapping, LocalContainer container, Set<Integer> taken)
      throws EngineException {
    try {
      return ports.pick(mapping, taken);
    } catch (EngineException e) {
      throw new EngineException(
          "driver failed programming external connectivity on endpoint "
              + container.row().text("name")
              + ": "
              + e.getMessage());
    }
  }

  @Override
  public synchronized void stop(ComposeProject project) throws EngineException {
    containers.of(project.appName()).forEach(this::halt);
  }

  private void halt(LocalContainer container) {
    if (container.is("running")) {
      boolean machine = machines.stop(container.id());
      containers.save(container.exited(machine ? 0 : TERMINATED));
    }
  }

  private synchronized void machineEnded(String id) {
    containers.find(id).ifPresent(this::halt);
  }

  private synchronized void remove(LocalContainer container) {
    halt(container);
    containers.remove(container);
  }

  @Override
  public synchronized void down(ComposeProject project, boolean volumes) throws EngineException {
    containers.of(project.appName()).forEach(this::remove);
    if (volumes) {
      FileTrees.deleteTree(folders.machine(project.appName()));
    }
  }

  @Override
  public List<Container> containers() throws EngineException {
    return containers.all().stream().map(LocalContainer::shown).toList();
  }

  @Override
  public Optional<Map<String, @Nullable Object>> inspect(String container) {
    return containers.find(container).map(found -> new Inspection(found).object());
  }

  @Override
  public Optional<InetSocketAddress> inside(String container, String network, int port) {
    return containers
        .find(container)
        .filter(found -> found.row().texts("networks").contains(network))
        .flatMap(found -> machines.port(found.id()))
        .map(ofMachine -> new InetSocketAddress(InetAddress.getLoopbackAddress(), ofMachine));
  }

  @Override
  public synchronized void container(String verb, String id) throws EngineException {
    LocalContainer container =
        containers
            .find(id)
            .orElseThrow(() ->
                EngineException.failed(
                    "docker container " + verb + " " + id,
                    "Error response from daemon: No such container: " + id + "\n"));
    switch (verb) {
      case "rm" -> remove(container);
      case "stop", "kill" -> halt(container);
      case "start", "restart" -> {
        halt(container);
        LocalContainer halted = containers.find(id).orElseThrow();
        launch(halted, model(folders.code(halted.project()).resolve(ComposeProject.FILE)));
      }
      default -> throw new EngineException("unknown verb " + verb);
    }
  }

  /** There are neither images nor volumes to remove here. */
  @Override
  public void remove(Thing thing, String name) {}

  @Override
  public Map<String, String> volumeSizes() {
    return Map.of();
  }

  @Override
  public String logs(String container, int tail, String since) throws EngineException {
    if (containers.find(container).isEmpty()) {
      throw EngineException.failed(
          "docker container logs " + container, "Error: No such container: " + container + "\n");
    }
    return "";
  }

  @Override
  public synchronized void cleanUp(List<String> appNames, boolean volumes) {
    for (LocalContainer container : containers.all()) {
      if (!container.is("running") && appNames.contains(container.project())) {
        containers.remove(container);
      }
    }
  }

  @Override
  public synchronized void erase(String appName) {
    new ArrayList<>(containers.of(appName)).forEach(this::remove);
    FileTrees.deleteTree(folders.machine(appName));
  }

  private static void append(@Nullable Path log, String text) {
    if (log != null) {
      try {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (NoSuchFileException e) {
        // The service was deleted meanwhile, and its logs with it.
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
    machines.close();
  }
}
