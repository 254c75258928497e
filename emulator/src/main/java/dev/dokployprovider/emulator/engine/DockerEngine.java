package dev.dokployprovider.emulator.engine;

import dev.dokployprovider.emulator.json.Json;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A real Docker engine, driven through its command line as Dokploy drives it (§3.2, §3.5). */
public final class DockerEngine implements Engine {
  private static final String PROJECT = "com.docker.compose.project";
  private static final String ROW =
      "{{.ID}}\t{{.Names}}\t{{.Image}}\t{{.Ports}}\t{{.State}}\t{{.Status}}"
          + "\t{{.Label \"com.docker.compose.project\"}}"
          + "\t{{.Label \"com.docker.compose.service\"}}";

  private final DockerCommand docker = new DockerCommand();
  private final DokployNetwork network = new DokployNetwork(docker);

  /** Whether an engine answers here and the compose plugin is installed. */
  public static boolean isAvailable() throws InterruptedException {
    DockerCommand docker = new DockerCommand();
    return docker.run("info", "--format", "{{.ServerVersion}}").worked()
        && docker.run("compose", "version").worked();
  }

  @Override
  public String name() {
    return "docker";
  }

  @Override
  public boolean deploy(ComposeProject project, List<String> arguments, Path log)
      throws InterruptedException {
    network.ensureFor(project);
    return docker.run(project.code(), project.leaked(), arguments, log) == 0;
  }

  @Override
  public void start(ComposeProject project) throws EngineException, InterruptedException {
    network.ensureFor(project);
    compose(
        project, project.code(), "-p", project.appName(), "-f", ComposeProject.FILE, "up", "-d");
  }

  @Override
  public void stop(ComposeProject project) throws EngineException, InterruptedException {
    compose(project, parent(project), "-p", project.appName(), "stop");
  }

  @Override
  public void down(ComposeProject project, boolean volumes)
      throws EngineException, InterruptedException {
    List<String> down = new ArrayList<>(List.of("-p", project.appName(), "down"));
    if (volumes) {
      down.add("--volumes");
    }
    compose(project, parent(project), down.toArray(String[]::new));
  }

  private static @Nullable Path parent(ComposeProject project) {
    Path parent = project.code().getParent();
    return parent != null && parent.toFile().isDirectory() ? parent : null;
  }

  private void compose(ComposeProject project, @Nullable Path folder, String... arguments)
      throws EngineException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("compose"));
    command.addAll(List.of(arguments));
    var result = docker.run(folder, project.leaked(), command);
    if (!result.worked()) {
      throw EngineException.failed("docker " + String.join(" ", command), result.stderr());
    }
  }

  @Override
  public List<Container> containers() throws EngineException, InterruptedException {
    var result = docker.run("ps", "-a", "--format", ROW);
    if (!result.worked()) {
      throw EngineException.failed("docker ps -a", result.stderr());
    }
    return result.stdout().lines().map(DockerEngine::container).toList();
  }

  private static Container container(String line) {
    List<String> row = Arrays.asList(line.split("\t", -1));
    return new Container(
        row.get(0),
        row.get(1),
        row.get(2),
        row.get(3),
        row.get(4),
        row.get(5),
        row.get(6),
        row.get(7));
  }

  @Override
  @SuppressWarnings("unchecked")
  public Optional<Map<String, @Nullable Object>> inspect(String container)
      throws InterruptedException {
    var result = docker.run("container", "inspect", "--", container);
    return result.worked()
            && Json.parse(result.stdout()) instanceof List<?> list
            && !list.isEmpty()
            && list.getFirst() instanceof Map<?, ?> map
        ? Optional.of((Map<String, @Nullable Object>) map)
        : Optional.empty();
  }

  @Override
  public Optional<InetSocketAddress> inside(String container, String network, int port)
      throws InterruptedException {
    return inspect(container)
        .map(object -> Json.objectAt(object, "NetworkSettings"))
        .map(settings -> Json.objectAt(settings, "Networks"))
        .map(networks -> Json.objectAt(networks, network).get("IPAddress"))
        .filter(address -> address instanceof String text && !text.isEmpty())
        .map(address -> new InetSocketAddress(String.valueOf(address), port));
  }

  @Override
  public void container(String verb, String container)
      throws EngineException, InterruptedException {
    List<String> command =
        verb.equals("rm")
            ? List.of("container", "rm", "--force", container)
            : List.of("container", verb, container);
    var result = docker.run(null, Map.of(), command);
    // Of a container that is gone, rm --force tells on standard error and ends with 0.
    if (!result.worked() || (verb.equals("rm") && !result.stderr().isEmpty())) {
      throw EngineException.failed("docker " + String.join(" ", command), result.stderr());
    }
  }

  @Override
  public void remove(Thing thing, String name) throws EngineException, InterruptedException {
    List<String> command =
        switch (thing) {
          case IMAGE -> List.of("rmi", name);
          case VOLUME -> List.of("volume", "rm", name);
        };
    var result = docker.run(null, Map.of(), command);
    if (!result.worked()) {
      // Dokploy quotes the name for its shell, which shows in what it says.
      String said = "docker " + String.join(" ", command).replace(":", "\\:");
      throw EngineException.failed(said, result.stderr());
    }
  }

  @Override
  public Map<String, String> volumeSizes() throws InterruptedException {
    var result = docker.run("system", "df", "-v", "--format", "{{json .}}");
    var sizes = new LinkedHashMap<String, String>();
    if (result.worked()) {
      for (Object row : Json.listAt(Json.parseObject(result.stdout()), "Volumes")) {
        if (row instanceof Map<?, ?> volume) {
          sizes.put(String.valueOf(volume.get("Name")), String.valueOf(volume.get("Size")));
        }
      }
    }
    return sizes;
  }

  @Override
  public String logs(String container, int tail, String since)
      throws EngineException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("container", "logs", "--timestamps", "--tail", "" + tail));
    if (!since.equals("all")) {
      command.addAll(List.of("--since", since));
    }
    command.add(container);
    var result = docker.run(null, Map.of(), command);
    if (!result.worked()) {
      throw EngineException.failed("docker " + String.join(" ", command), result.stderr());
    }
    return result.stdout() + result.stderr();
  }

  @Override
  public void cleanUp(List<String> appNames, boolean volumes) throws InterruptedException {
    for (String appName : appNames) {
      for (String state : List.of("exited", "created", "dead")) {
        remove(ids("ps", "-aq", "--filter", label(appName), "--filter", "status=" + state), "rm");
      }
      // Fails for images that a running container uses: those stay, as with a prune.
      remove(ids("image", "ls", "-aq", "--filter", label(appName)), "rmi");
      if (volumes) {
        remove(ids("volume", "ls", "-q", "--filter", label(appName)), "volume", "rm");
      }
    }
  }

  @Override
  public void erase(String appName) throws InterruptedException {
    docker.run("compose", "-p", appName, "down", "--volumes", "--remove-orphans", "--timeout", "2");
    remove(ids("ps", "-aq", "--filter", label(appName)), "rm", "--force", "--volumes");
    remove(ids("volume", "ls", "-q", "--filter", label(appName)), "volume", "rm");
    remove(ids("network", "ls", "-q", "--filter", label(appName)), "network", "rm");
    remove(ids("image", "ls", "-aq", "--filter", label(appName)), "rmi", "--force");
  }

  private static String label(String appName) {
    return "label=" + PROJECT + "=" + appName;
  }

  private List<String> ids(String... arguments) throws InterruptedException {
    return docker.run(arguments).stdout().lines().distinct().toList();
  }

  private void remove(List<String> ids, String... command) throws InterruptedException {
    for (String id : ids) {
      List<String> one = new ArrayList<>(List.of(command));
      one.add(id);
      docker.run(null, Map.of(), one);
    }
  }

  @Override
  public void abort() {
    docker.abort();
  }

  @Override
  public void close() {
    try {
      network.removeUnused();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
