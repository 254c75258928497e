package dev.dokployprovider.emulator;

import dev.dokployprovider.emulator.api.Members;
import dev.dokployprovider.emulator.api.Procedures;
import dev.dokployprovider.emulator.api.World;
import dev.dokployprovider.emulator.engine.DockerEngine;
import dev.dokployprovider.emulator.engine.Engine;
import dev.dokployprovider.emulator.engine.ProcessEngine;
import dev.dokployprovider.emulator.http.Front;
import dev.dokployprovider.emulator.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** A running emulator. */
public final class Emulator implements AutoCloseable {
  private final Settings settings;
  private final World world;
  private final Procedures procedures;
  private final Front front;
  private final String apiKey;

  private Emulator(
      Settings settings, World world, Procedures procedures, Front front, String apiKey) {
    this.settings = settings;
    this.world = world;
    this.procedures = procedures;
    this.front = front;
    this.apiKey = apiKey;
  }

  /** Starts; the port is open when this returns. */
  public static Emulator start(Settings settings) throws IOException {
    Files.createDirectories(settings.data());
    var store = Store.open(settings.data());
    var world = new World(settings.release(), store, engine(settings), settings.data());
    String key = Members.ownerKey(store);
    writePrivate(settings.data().resolve("api-key"), key + "\n");
    var procedures = new Procedures(world);
    var front = Front.listen(settings.port(), procedures, store, settings.release().minor() >= 28);
    Files.writeString(settings.data().resolve("url"), front.url() + "\n");
    return new Emulator(settings, world, procedures, front, key);
  }

  public String url() {
    return front.url();
  }

  public String apiKey() {
    return apiKey;
  }

  /** Whether no deployment waits or runs. */
  boolean isIdle() {
    return procedures.isIdle();
  }

  private static Engine engine(Settings settings) {
    var machines = new ProcessEngine(settings.data().resolve("machines"));
    return switch (settings.engine()) {
      case DOCKER -> new DockerEngine();
      case PROCESS -> machines;
      case AUTO -> DockerEngine.isThere() ? new DockerEngine() : machines;
    };
  }

  private static void writePrivate(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  @Override
  public void close() throws IOException {
    front.close();
    procedures.close();
    if (settings.ephemeral()) {
      world.appNames().forEach(world.engine()::purge);
      remove(settings.data());
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
