package dev.dokployprovider.provider.world;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is on the volumes of all machines, a text for each, and what backups leave of them. */
public final class MemoryVolumes {
  private static final Map<String, String> NAMES =
      Map.of(
          "/root",
          "root",
          "/home",
          "home",
          "/var/lib/devpod",
          "agent",
          "/var/lib/docker",
          "docker");

  private final MemoryDocker docker;
  private final Map<String, String> contents = new ConcurrentHashMap<>();
  private final Set<String> restoring = ConcurrentHashMap.newKeySet();
  private final Set<String> paused = ConcurrentHashMap.newKeySet();
  private final Set<String> wentOn = ConcurrentHashMap.newKeySet();
  private final List<MemoryScript> scripts = new CopyOnWriteArrayList<>();
  private final Runnable connections;
  private volatile ScriptFault fault = ScriptFault.NONE;

  /**
   * None is on them yet.
   *
   * @param connections ends the live connections of all computers
   */
  MemoryVolumes(MemoryDocker docker, Runnable connections) {
    this.docker = docker;
    this.connections = connections;
  }

  /** What the script meets from now on. */
  public void fault(ScriptFault next) {
    fault = next;
  }

  ScriptFault fault() {
    return fault;
  }

  /** The text on the volume at that place of the machine of that service. */
  public void put(String app, String place, String text) {
    contents.put(key(app, place), text);
  }

  String get(String app, String place) {
    return contents.getOrDefault(key(app, place), "");
  }

  private String key(String app, String place) {
    return docker.volume(app, NAMES.getOrDefault(place, place));
  }

  static Set<String> places() {
    return NAMES.keySet();
  }

  /** All that is on a machine's volumes, by their places. */
  public Map<String, String> of(String app) {
    var all = new TreeMap<String, String>();
    places().forEach(place -> all.put(place, get(app, place)));
    return all;
  }

  /** Whether a restore onto that machine has begun and is not finished. */
  public boolean isBeingRestored(String app) {
    return restoring.contains(key(app, "/var/lib/devpod"));
  }

  void restores(String app, boolean begins) {
    if (begins) {
      restoring.add(key(app, "/var/lib/devpod"));
    } else {
      restoring.remove(key(app, "/var/lib/devpod"));
    }
  }

  /** The machines whose processes stand still. */
  public Set<String> paused() {
    return new HashSet<>(paused);
  }

  void pause(String app, boolean begins) {
    if (begins) {
      paused.add(app);
    } else {
      paused.remove(app);
    }
  }

  /** The machines that ran when their processes went on after a pause. */
  public Set<String> wentOn() {
    return new HashSet<>(wentOn);
  }

  void goOn(String app) {
    pause(app, false);
    if (docker.ofApp(app).filter(MemoryDocker.Machine::runs).isPresent()) {
      wentOn.add(app);
    }
  }

  /** It kills all processes of the machine, with the first one. */
  void end(String app) {
    paused.remove(app);
    docker.stop(app);
  }

  MemoryScript begin(String app, List<String> words) {
    var script = new MemoryScript(this, app, words);
    scripts.add(script);
    return script;
  }

  /** The connections are lost, with all that runs over them. */
  void loseConnections() {
    connections.run();
    List.copyOf(scripts).forEach(MemoryScript::lose);
  }

  /** The process that began them has ended, so their streams have; returns when they have too. */
  void endAll() {
    scripts.forEach(MemoryScript::close);
    boolean interrupted = Thread.interrupted();
    scripts.forEach(MemoryScript::join);
    scripts.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
