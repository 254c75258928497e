package dev.dokployprovider.provider.world;

import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.provider.recipe.Recipe;
import dev.dokployprovider.provider.recipe.WrittenRecipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The Docker of a server: one container for each compose project, and what compose makes of it. The
 * scripts on machines look at it and stop containers in threads of their own.
 */
public final class MemoryDocker {
  private static final List<String> VOLUMES = List.of("root", "home", "agent");
  private static final String ALL_ADDRESSES = "0.0.0.0";

  /**
   * A machine's container.
   *
   * @param composeFile that it was made from
   * @param port where its sshd is published while it runs; another one at each start
   */
  record Machine(String id, String app, ContainerState state, String composeFile, int port) {
    Machine with(ContainerState now, int at) {
      return new Machine(id, app, now, composeFile, at);
    }

    boolean runs() {
      return state == ContainerState.RUNNING;
    }
  }

  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private final Map<String, Integer> volumes = new TreeMap<>();

  private final TreeSet<String> ending = new TreeSet<>();
  private final TreeSet<String> images = new TreeSet<>();
  private final Map<String, Long> sizes = new TreeMap<>();
  private final List<Published> taken = new ArrayList<>();
  private boolean publishes = true;
  private int exitCode;
  private int made;
  private int port = 2221;

  /** {@code docker compose up -d}. */
  synchronized void up(String app, String composeFile, boolean build) {
    var before = machines.get(app);
    if (build) {
      images.add(Recipe.image(app));
    }
    VOLUMES.forEach(name -> volumes.computeIfAbsent(app + "_" + name, volume -> ++made));
    boolean same = before != null && before.composeFile().equals(composeFile);
    var machine =
        same && before != null
            ? before
            : new Machine(id(), app, ContainerState.CREATED, composeFile, 0);
    machines.put(app, machine.runs() ? machine : machine.with(ContainerState.RUNNING, ++port));
    if (exitCode != 0) {
      stop(app);
    }
  }

  /** What Docker says to a start of a container that is paused; empty where it would start it. */
  synchronized Optional<String> refusesToStart(String app) {
    return ofApp(app)
        .filter(one -> one.state() == ContainerState.PAUSED)
        .map(one ->
            "Error response from daemon: cannot start a paused container, try unpause instead");
  }

  /** Every container ends so, now and as soon as it is started; none any more with 0. */
  public synchronized void allEndWith(int code) {
    exitCode = code;
    if (code != 0) {
      List.copyOf(machines.keySet()).forEach(this::stop);
    }
  }

  /** Pauses what runs, as a backup of the whole server may do it. */
  public synchronized void pauseAll() {
    machines.replaceAll((app, one) -> one.runs() ? one.with(ContainerState.PAUSED, 0) : one);
  }

  /** A container that is no machine has that port of the server from now on. */
  public synchronized void takePort(int number) {
    taken.add(new Published(ALL_ADDRESSES, number));
  }

  /** No container is reached by a port of the server from now on. */
  public synchronized void publishNothing() {
    publishes = false;
  }

  /** A volume of that size, in bytes. */
  public synchronized void addVolume(String name, long bytes) {
    volumes.computeIfAbsent(name, volume -> ++made);
    sizes.put(name, bytes);
  }

  /** As Dokploy's nightly cleanup does it. */
  public synchronized void removeStoppedContainers() {
    machines.values().removeIf(one -> one.state() == ContainerState.EXITED);
  }

  /** As a user of the server does it. */
  public synchronized void removeAllContainers() {
    machines.clear();
  }

  private String id() {
    return "%012x".formatted(++made);
  }

  /** It is killed: the next list of containers is the last one that has it as running. */
  synchronized void endSoon(String app) {
    ending.add(app);
  }

  /** As Docker lists them. */
  synchronized List<Machine> list() {
    var listed = all().toList();
    ending.forEach(this::stop);
    ending.clear();
    return listed;
  }

  synchronized void stop(String app) {
    machines.computeIfPresent(app, (name, one) -> one.with(ContainerState.EXITED, 0));
  }

  /** {@code docker compose down --rmi local}. */
  synchronized void down(String app) {
    machines.remove(app);
    images.remove(Recipe.image(app));
  }

  synchronized void removeContainer(String app) {
    machines.remove(app);
  }

  synchronized void removeVolumes(String app) {
    volumes.keySet().removeIf(name -> name.startsWith(app + "_"));
  }

  synchronized void removeVolume(String name) {
    volumes.remove(name);
  }

  synchronized boolean removeImage(String name) {
    return images.remove(name);
  }

  synchronized Optional<Machine> ofApp(String app) {
    return Optional.ofNullable(machines.get(app));
  }

  /** By its id or its name, as {@code docker inspect} finds it. */
  Optional<Machine> ofId(String id) {
    return all()
        .filter(one -> one.id().equals(id) || id.equals(one.app() + "-machine-1"))
        .findFirst();
  }

  Optional<Machine> atPort(int number) {
    return all().filter(one -> one.runs() && one.port() == number).findFirst();
  }

  synchronized Stream<Machine> all() {
    return new ArrayList<>(machines.values()).stream();
  }

  /** What tells a volume from a later one of its name. */
  synchronized String volume(String app, String name) {
    return app + "_" + name + "-" + volumes.getOrDefault(app + "_" + name, 0);
  }

  synchronized ContainerDetails details(Machine machine) {
    boolean published = publishes && machine.runs();
    return new ContainerDetails(
        machine.state(),
        machine.runs() ? 0 : exitCode,
        "",
        published ? Map.of(Recipe.SSH_PORT + "/tcp", List.of(published(machine))) : Map.of(),
        Map.of(),
        Map.of(Recipe.HASH_LABEL, hash(machine)),
        VOLUMES.stream().map(name -> machine.app() + "_" + name).toList());
  }

  private static Published published(Machine machine) {
    return new Published(ALL_ADDRESSES, machine.port());
  }

  /** The ports of all containers, as a list of them tells. */
  synchronized List<Published> ports() {
    var ports = new ArrayList<>(taken);
    machines.values().stream()
        .filter(one -> publishes && one.runs())
        .map(MemoryDocker::published)
        .forEach(ports::add);
    return ports;
  }

  /** In bytes, by the names of the volumes. */
  synchronized Map<String, Long> volumeSizes() {
    var all = new TreeMap<String, Long>();
    volumes.keySet().forEach(name -> all.put(name, sizes.getOrDefault(name, 0L)));
    return all;
  }

  private static String hash(Machine machine) {
    return WrittenRecipe.read(machine.composeFile()).map(WrittenRecipe::hash).orElse("");
  }

  /** The names of the containers. */
  public synchronized List<String> containers() {
    return List.copyOf(machines.keySet());
  }

  /** The hashes of the recipes that the containers were made from. */
  public List<String> recipes() {
    return all().map(MemoryDocker::hash).toList();
  }

  /** Whatever there is, for a look at the end. */
  public synchronized List<String> inventory() {
    return Stream.of(machines.keySet().stream(), volumes.keySet().stream(), images.stream())
        .flatMap(names -> names)
        .toList();
  }
}
