package dev.dokployprovider.emulator.replay;

import dev.dokployprovider.emulator.engine.ComposeProject;
import dev.dokployprovider.emulator.engine.Container;
import dev.dokployprovider.emulator.engine.EngineException;
import dev.dokployprovider.emulator.engine.ProcessEngine;
import dev.dokployprovider.emulator.store.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** An engine that fails as Docker did for the compose files of the recordings, and can be held. */
final class ScriptedEngine extends ProcessEngine {
  private final Map<String, String> states = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final Set<String> upFirst = ConcurrentHashMap.newKeySet();
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();

  ScriptedEngine(Folders folders) {
    super(folders);
  }

  /** Holds the project's deployments, before or after its containers are made. */
  void hold(String appName, boolean afterwards) {
    held.put(appName, new CountDownLatch(1));
    if (afterwards) {
      upFirst.add(appName);
    }
  }

  /** Whether a deployment of the project has come as far as it is held. */
  boolean isHeld(String appName) {
    return waiting.contains(appName);
  }

  void release(String appName) {
    waiting.remove(appName);
    CountDownLatch latch = held.remove(appName);
    if (latch != null) {
      latch.countDown();
    }
  }

  @Override
  public boolean deploy(ComposeProject project, List<String> arguments, Path log)
      throws InterruptedException {
    // Docker reads the file at once: it may be deleted while the build goes on.
    String text;
    try {
      text = Files.readString(project.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CountDownLatch latch = held.get(project.appName());
    if (latch != null && !upFirst.contains(project.appName())) {
      waiting.add(project.appName());
      latch.await();
    }
    boolean worked = deployAsDocker(text, project, arguments, log);
    if (latch != null && upFirst.contains(project.appName())) {
      waiting.add(project.appName());
      latch.await();
    }
    return worked;
  }

  private boolean deployAsDocker(
      String text, ComposeProject project, List<String> arguments, Path log)
      throws InterruptedException {
    if (text.contains("doesnotexist.invalid") || text.contains("RUN false")) {
      return false;
    }
    boolean worked = super.deploy(project, arguments, log);
    if (text.contains("/nonexistent") || text.matches("(?s).*:302\\d:22.*")) {
      states.put(project.appName(), "created");
      return false;
    }
    if (text.contains("exit 3")) {
      states.put(project.appName(), "exited");
    }
    return worked;
  }

  @Override
  public List<Container> containers() throws EngineException {
    return super.containers().stream().map(this::scripted).toList();
  }

  private Container scripted(Container real) {
    String state = states.getOrDefault(real.project(), real.state());
    return new Container(
        real.id(),
        real.name(),
        real.image(),
        real.ports(),
        state,
        real.status(),
        real.project(),
        real.service());
  }
}
