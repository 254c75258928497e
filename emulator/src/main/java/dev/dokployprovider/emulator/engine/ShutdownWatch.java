package dev.dokployprovider.emulator.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Learns that a machine was told from inside to end: a file appears in its control folder. */
final class ShutdownWatch implements AutoCloseable {
  private final WatchService service;
  private final Map<WatchKey, String> containers = new ConcurrentHashMap<>();
  private final Consumer<String> ended;

  ShutdownWatch(Consumer<String> ended) {
    this.ended = ended;
    try {
      this.service = FileSystems.getDefault().newWatchService();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("shutdowns").start(this::run);
  }

  void watch(Path control, String container) throws IOException {
    containers.put(control.register(service, StandardWatchEventKinds.ENTRY_CREATE), container);
  }

  private void run() {
    try {
      while (true) {
        WatchKey key = service.take();
        boolean created = !key.pollEvents().isEmpty();
        String container = containers.get(key);
        key.reset();
        if (created && container != null) {
          ended.accept(container);
        }
      }
    } catch (ClosedWatchServiceException | InterruptedException e) {
      // The engine is closed.
    }
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
