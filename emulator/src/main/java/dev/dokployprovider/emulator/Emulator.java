package dev.dokployprovider.emulator;

import dev.dokployprovider.emulator.api.Api;
import dev.dokployprovider.emulator.api.ApiKeys;
import dev.dokployprovider.emulator.engine.DockerEngine;
import dev.dokployprovider.emulator.engine.Engine;
import dev.dokployprovider.emulator.engine.ProcessEngine;
import dev.dokployprovider.emulator.http.Admin;
import dev.dokployprovider.emulator.http.ApiHandler;
import dev.dokployprovider.emulator.http.Listener;
import dev.dokployprovider.emulator.http.WebSockets;
import dev.dokployprovider.emulator.queue.DeployQueue;
import dev.dokployprovider.emulator.queue.Deployer;
import dev.dokployprovider.emulator.queue.Gate;
import dev.dokployprovider.emulator.queue.Hosts;
import dev.dokployprovider.emulator.store.FileTrees;
import dev.dokployprovider.emulator.store.Folders;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import dev.dokployprovider.emulator.traefik.Traefik;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** A running Dokploy that is none. */
public final class Emulator implements AutoCloseable {
  private final boolean ephemeral;
  private final DataFolder data;
  private final Store store;
  private final Engine engine;
  private final DeployQueue queue;
  private final Listener listener;
  private final String apiKey;
  private final Optional<Traefik> traefik;
  private boolean closed;

  private Emulator(
      boolean ephemeral,
      DataFolder data,
      Store store,
      Engine engine,
      DeployQueue queue,
      Listener listener,
      String apiKey,
      Optional<Traefik> traefik) {
    this.ephemeral = ephemeral;
    this.data = data;
    this.store = store;
    this.engine = engine;
    this.queue = queue;
    this.listener = listener;
    this.apiKey = apiKey;
    this.traefik = traefik;
  }

  /**
   * Starts an emulator; it answers when this returns.
   *
   * @throws IOException with a text for people: the port or the folder is taken, no Docker
   */
  public static Emulator start(Settings settings) throws IOException, InterruptedException {
    boolean docker =
        switch (settings.engine()) {
          case DOCKER -> true;
          case PROCESS -> false;
          case AUTO -> DockerEngine.isAvailable();
        };
    if (docker && !DockerEngine.isAvailable()) {
      throw new IOException(
          "no Docker engine with the compose plugin answers; try --engine process");
    }
    return start(settings, folders -> docker ? new DockerEngine() : new ProcessEngine(folders));
  }

  /** Starts an emulator on an engine of the caller's. */
  public static Emulator start(Settings settings, Function<Folders, Engine> engines)
      throws IOException {
    DataFolder data = DataFolder.open(settings.data(), settings.release().toString());
    boolean started = false;
    try {
      Emulator emulator = start(settings, data, engines);
      started = true;
      return emulator;
    } finally {
      if (!started) {
        data.close();
      }
    }
  }

  private static Emulator start(
      Settings settings, DataFolder data, Function<Folders, Engine> engines) throws IOException {
    Folders folders = new Folders(data.path());
    Store store = new Store(settings.release(), folders);
    String ip = settings.ipAddress();
    if (ip != null) {
      store.setIpAddress(ip);
    }
    ApiKeys keys = new ApiKeys(store);
    String apiKey = ownersKey(data.path().resolve("api-key"), store, keys);
    Engine engine = engines.apply(folders);
    Hosts hosts = new Hosts(store);
    Gate gate = new Gate();
    Deployer deployer = new Deployer(store, engine, hosts, gate);
    DeployQueue queue = new DeployQueue(store, deployer);
    Api api = new Api(store, keys, engine, queue, deployer, hosts, gate);
    Admin admin = new Admin(store, keys, engine, gate, hosts);
    try {
      queue.recover(settings.stalledAfter());
      Listener listener =
          Listener.open(
              settings.port(),
              new ApiHandler(settings.release(), api, keys, admin),
              new WebSockets(keys, folders, hosts));
      Optional<Traefik> traefik = traefik(settings, data, engine, listener);
      FileTrees.writeAtomically(data.path().resolve("url"), listener.url() + "\n");
      return new Emulator(
          settings.ephemeral(), data, store, engine, queue, listener, apiKey, traefik);
    } catch (IOException e) {
      queue.close();
      engine.close();
      throw e;
    }
  }

  private static Optional<Traefik> traefik(
      Settings settings, DataFolder data, Engine engine, Listener listener) throws IOException {
    Integer port = settings.traefikPort();
    if (port == null) {
      return Optional.empty();
    }
    Traefik traefik = open(port, engine, listener);
    FileTrees.writeAtomically(data.path().resolve("traefik.pem"), traefik.certificate());
    FileTrees.writeAtomically(data.path().resolve("traefik-port"), traefik.port() + "\n");
    return Optional.of(traefik);
  }

  private static Traefik open(int port, Engine engine, Listener listener) throws IOException {
    try {
      var dokploy = new InetSocketAddress(listener.url().getHost(), listener.url().getPort());
      return Traefik.open(port, engine, dokploy);
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  private static String ownersKey(Path file, Store store, ApiKeys keys) throws IOException {
    if (Files.exists(file)) {
      String key = Files.readString(file).strip();
      if (keys.check(key).isPresent()) {
        return key;
      }
    }
    String key = keys.create(store.owner(), "owner", ApiKeys.Limits.NONE);
    FileTrees.writeAtomically(file, key + "\n");
    return key;
  }

  /** Where it answers: {@code http://127.0.0.1:PORT}. */
  public URI url() {
    return listener.url();
  }

  /** The owner's API key. */
  public String apiKey() {
    return apiKey;
  }

  /** The folder that holds its state. */
  public Path data() {
    return data.path();
  }

  /** Whether no deployment waits or runs. */
  boolean isIdle() {
    return queue.isIdle();
  }

  /** {@code docker} or {@code process}. */
  public String engine() {
    return engine.name();
  }

  /** Ends it, and when it is ephemeral removes all that it made. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    listener.close();
    traefik.ifPresent(Traefik::close);
    queue.close();
    if (ephemeral) {
      engine.abort();
      erase();
    }
    engine.close();
    if (ephemeral) {
      data.erase();
    }
    data.close();
  }

  private void erase() {
    try {
      for (Row row : store.deployed.all()) {
        engine.erase(row.text("appName"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
